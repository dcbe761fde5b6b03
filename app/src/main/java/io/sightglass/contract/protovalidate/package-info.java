/// Rules that are options of a .proto file (`buf.validate`, protovalidate).
///
/// The rules on a single field that need no more than its value are judged by our own code while
/// the record is walked; all others by the library, on the decoded message: it is given the same
/// descriptors without the options that our code judges. The library is reached in one class by the
/// names of its methods (docs/decisions/0014).
@NullMarked
package io.sightglass.contract.protovalidate;

import org.jspecify.annotations.NullMarked;
