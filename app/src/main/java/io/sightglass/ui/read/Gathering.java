package io.sightglass.ui.read;

import io.sightglass.connect.Connection;
import io.sightglass.connect.SchemaChoices;
import io.sightglass.connect.SchemaChoices.Choice;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// What has to be waited for before it can be chosen: what the registry has. Begun and polled by
/// the window's thread, done on another.
final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    /// What is there so far.
    ///
    /// @param fits what fits the last records best, with how well
    /// @param versions of the subjects that records were written with, the latest first
    /// @param latest the latest version of each subject
    record Found(
            List<Entry.Schema> fits, List<Choice> versions, List<Choice> latest, boolean complete) {
        static final Found NOTHING = new Found(List.of(), List.of(), List.of(), false);
    }

    private final SchemaChoices choices;
    private final Readings readings;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicReference<Optional<Found>> news = new AtomicReference<>(Optional.empty());

    Gathering(Connection connection, Readings readings) {
        choices = new SchemaChoices(connection);
        this.readings = readings;
    }

    void begin(Purpose purpose, Part part) {
        long ticket = asked.incrementAndGet();
        news.set(Optional.empty());
        Thread.ofVirtual().name("sightglass-choices").start(() -> gather(ticket, purpose));
    }

    void cancel() {
        asked.incrementAndGet();
        news.set(Optional.empty());
    }

    /// What is new since the last call.
    Optional<Found> poll() {
        return news.getAndSet(Optional.empty());
    }

    private void gather(long ticket, Purpose purpose) {
        try {
            var versions =
                    purpose == Purpose.READ_AS
                            ? readings.seen().stream()
                                    .map(SchemaInfo::subject)
                                    .filter(Objects::nonNull)
                                    .distinct()
                                    .flatMap(subject -> choices.versions(subject).stream())
                                    .toList()
                            : List.<Choice>of();
            tell(ticket, new Found(List.of(), versions, List.of(), false));
            tell(ticket, new Found(List.of(), versions, choices.latest(), true));
        } catch (RuntimeException e) {
            LOG.error("what may be chosen could not be listed", e);
            tell(ticket, new Found(List.of(), List.of(), List.of(), true));
        }
    }

    private void tell(long ticket, Found found) {
        if (ticket == asked.get()) {
            news.set(Optional.of(found));
        }
    }
}
