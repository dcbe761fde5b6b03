/// TLS as a connection says it ([io.sightglass.model.Tls]), made ready for whoever opens a socket:
/// certificates and keys read from their files, and every way that this can fail said in a sentence
/// that names the file. Brokers and registries are reached by the same code.
@NullMarked
package io.sightglass.tls;

import org.jspecify.annotations.NullMarked;
