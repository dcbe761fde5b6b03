package io.sightglass.worker;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.mask.Masks;
import io.sightglass.indicator.Choice;
import io.sightglass.indicator.SharedCheck;
import io.sightglass.model.Part;
import io.sightglass.model.WritePermission;
import io.sightglass.port.Cluster;
import io.sightglass.port.ReadRequest;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/// What a worker is to do, and with what.
///
/// @param results the results topic
/// @param name the run's, which is the consumer group's
/// @param request what the run goes over, where this worker is the one that begins it
/// @param choice which records are counted; its limit counts for nothing
/// @param filter how the choice's filter was typed; null where there is none
/// @param masking what of keys and of values is not told, and not written down
/// @param by who works where, for people
public record WorkOrder(
        Cluster cluster,
        WritePermission permission,
        String results,
        String name,
        ReadRequest request,
        Choice choice,
        @Nullable String filter,
        Decoders decoders,
        Contracts contracts,
        Function<Part, Masks.Source> masking,
        String by) {

    SharedCheck check() {
        return SharedCheck.of(request.topic(), decoders, contracts, masking, choice);
    }

    /// Stands for what records are held to, wherever the files are.
    String judged() {
        var contract = contracts.forTopic(request.topic()).orElse(null);
        if (contract == null) {
            return "";
        }
        var text = new StringBuilder(contract.name()).append('\n').append(contract.levels());
        contract.rules()
                .forEach(rule ->
                        text.append('\n')
                                .append(rule.id())
                                .append(' ')
                                .append(rule.path())
                                .append(' ')
                                .append(rule.words())
                                .append(' ')
                                .append(rule.idle()));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
