/// Connections to and from the files that other Kafka tools keep: `client.properties` of Java
/// clients, configuration of librdkafka and kcat, and addresses in the form of a URL.
///
/// [io.sightglass.connect.exchange.ConnectionText] reads any of them;
/// [io.sightglass.connect.exchange.PropertiesExport] writes `client.properties` with a placeholder
/// in place of each secret, which reading turns back into the secret's name.
@NullMarked
package io.sightglass.connect.exchange;

import org.jspecify.annotations.NullMarked;
