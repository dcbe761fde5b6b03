/// Targets for a fuzzer that is led by coverage: one for each walker, one for framings. Each takes
/// the fuzzer's bytes for a payload and holds what is heard of it to all promises of a walk; see
/// `docs/testing.md`. They are run by the profile `fuzz`, not by the tests.
@NullMarked
package io.sightglass.decode.fuzz;

import org.jspecify.annotations.NullMarked;
