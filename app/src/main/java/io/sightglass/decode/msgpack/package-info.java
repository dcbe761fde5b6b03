/// MessagePack (github.com/msgpack/msgpack, "MessagePack specification"), walked by its own first
/// bytes.
@NullMarked
package io.sightglass.decode.msgpack;

import org.jspecify.annotations.NullMarked;
