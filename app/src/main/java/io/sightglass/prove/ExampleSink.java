package io.sightglass.prove;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Hears the walk of a record that [ProofSink] has heard, and keeps the sentences of some of its
/// events. Both count the same events.
final class ExampleSink extends FindingSink {
    private final Set<Integer> wanted;
    private final Map<Integer, Finding> kept = new HashMap<>();
    private int event;

    /// @param wanted numbers of events, from 1 on
    ExampleSink(Set<Integer> wanted) {
        super(true);
        this.wanted = wanted;
    }

    /// What was said at an event; null where it is one too many to be told.
    @Nullable Finding finding(int ofEvent) {
        return kept.get(ofEvent);
    }

    @Override
    protected void whole(
            FindingKind kind, String rule, int start, int end, Supplier<Sentence> sentence) {
        keep(() -> super.whole(kind, rule, start, end, sentence));
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        keep(() -> super.remark(field, anomaly, start, end, a, b));
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        keep(() -> super.malformed(field, anomaly, start, end, a, b));
    }

    private void keep(Runnable said) {
        event++;
        if (!wanted.contains(event)) {
            said.run();
            return;
        }
        int before = findings().size();
        said.run();
        var after = findings();
        if (after.size() > before) {
            kept.put(event, after.getLast());
        }
    }
}
