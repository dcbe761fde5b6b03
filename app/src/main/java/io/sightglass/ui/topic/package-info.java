/// What a topic is, for somebody who sees it for the first time: documentation and owner, its
/// schemas, a record with every field explained, partitions, settings in words, and who reads it.
/// And a consumer group, with all that it reads.
///
/// [io.sightglass.ui.topic.TopicModel] asks the cluster now and then, and the registry and the
/// topic once, each in the background; every part of the page stands for itself and says what keeps
/// it from being shown.
@NullMarked
package io.sightglass.ui.topic;

import org.jspecify.annotations.NullMarked;
