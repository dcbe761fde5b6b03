package io.sightglass.ui.read;

import io.sightglass.connect.Connection;
import io.sightglass.connect.SchemaChoices;
import io.sightglass.connect.SchemaChoices.Choice;
import io.sightglass.decode.rank.Candidate;
import io.sightglass.decode.rank.SchemaRanking;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.ui.control.Figures;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// What has to be waited for before it can be chosen: which types fit the last records, and what
/// the registry has. Begun and polled by the window's thread, done on another.
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

    private static final int SAMPLES = 200;
    private static final int MOST_FITS = 5;
    private static final Duration BUDGET = Duration.ofSeconds(3);

    private final Connection connection;
    private final SchemaChoices choices;
    private final Readings readings;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicReference<Optional<Found>> news = new AtomicReference<>(Optional.empty());

    Gathering(Connection connection, Readings readings) {
        this.connection = connection;
        choices = new SchemaChoices(connection);
        this.readings = readings;
    }

    void begin(Purpose purpose, Part part) {
        long ticket = asked.incrementAndGet();
        news.set(Optional.empty());
        Thread.ofVirtual().name("sightglass-choices").start(() -> gather(ticket, purpose, part));
    }

    void cancel() {
        asked.incrementAndGet();
        news.set(Optional.empty());
    }

    /// What is new since the last call.
    Optional<Found> poll() {
        return news.getAndSet(Optional.empty());
    }

    private void gather(long ticket, Purpose purpose, Part part) {
        try {
            var fits = purpose == Purpose.DECODE_AS ? fits(ticket, part) : List.<Entry.Schema>of();
            tell(ticket, new Found(fits, List.of(), List.of(), false));
            var versions =
                    purpose == Purpose.READ_AS
                            ? readings.seen().stream()
                                    .map(SchemaInfo::subject)
                                    .filter(Objects::nonNull)
                                    .distinct()
                                    .flatMap(subject -> choices.versions(subject).stream())
                                    .toList()
                            : List.<Choice>of();
            tell(ticket, new Found(fits, versions, List.of(), false));
            tell(ticket, new Found(fits, versions, choices.latest(), true));
        } catch (RuntimeException e) {
            LOG.error("what may be chosen could not be listed", e);
            tell(ticket, new Found(List.of(), List.of(), List.of(), true));
        }
    }

    /// What is tried on the last records, the best first.
    private List<Entry.Schema> fits(long ticket, Part part) {
        return SchemaRanking.rank(
                        SchemaRanking.nominees(connection.schemas()),
                        readings.samples(part, SAMPLES),
                        null,
                        BUDGET,
                        () -> ticket != asked.get())
                .candidates()
                .stream()
                .limit(MOST_FITS)
                .map(Gathering::entry)
                .toList();
    }

    private static Entry.Schema entry(Candidate fit) {
        var place = fit.info().file() == null ? "registry" : fit.info().file();
        var choice = new Choice(fit.ref(), fit.info().name(), place, fit.format());
        var how =
                Figures.count(fit.whole())
                        + " of "
                        + Figures.count(fit.samples())
                        + " fit"
                        + (fit.reencoded() == fit.whole()
                                ? ""
                                : ", " + Figures.count(fit.reencoded()) + " re-encode");
        return new Entry.Schema("Fits", choice, how + " · " + place);
    }

    private void tell(long ticket, Found found) {
        if (ticket == asked.get()) {
            news.set(Optional.of(found));
        }
    }
}
