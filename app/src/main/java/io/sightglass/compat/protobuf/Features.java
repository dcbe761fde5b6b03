package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;

import org.jspecify.annotations.Nullable;

/// Features of editions (descriptor.proto, `FeatureSet`): what a declaration says itself, else what
/// is around it, else what its edition has by default.
final class Features {
    static final int ENUM_TYPE = 2;
    static final int UTF8_VALIDATION = 4;
    static final int JSON_FORMAT = 6;
    static final int CPP = 1000;
    static final int CPP_STRING_TYPE = 2;
    static final int JAVA = 1001;
    static final int JAVA_UTF8_VALIDATION = 2;
    // Where options hold their features
    static final int OF_MESSAGE = 12;
    static final int OF_FIELD = 21;
    static final int OF_ENUM = 7;

    private Features() {}

    static FeatureSet.JsonFormat jsonFormat(GenericDescriptor declaration) {
        for (GenericDescriptor at = declaration; at != null; at = around(at)) {
            var own = own(at);
            if (own.hasJsonFormat()) {
                return own.getJsonFormat();
            }
        }
        return edition(declaration.getFile()) == Edition.EDITION_PROTO2
                ? FeatureSet.JsonFormat.LEGACY_BEST_EFFORT
                : FeatureSet.JsonFormat.ALLOW;
    }

    static FeatureSet.Utf8Validation utf8Validation(FieldDescriptor field) {
        for (GenericDescriptor at = field; at != null; at = around(at)) {
            var own = own(at);
            if (own.hasUtf8Validation()) {
                return own.getUtf8Validation();
            }
        }
        return edition(field.getFile()) == Edition.EDITION_PROTO2
                ? FeatureSet.Utf8Validation.NONE
                : FeatureSet.Utf8Validation.VERIFY;
    }

    /// An enum feature of a language's own.
    ///
    /// @param language the extension of `FeatureSet`
    /// @param feature the field in it
    static long custom(FieldDescriptor field, int language, int feature, long otherwise) {
        for (GenericDescriptor at = field; at != null; at = around(at)) {
            var own = custom(own(at), language, feature);
            if (own != null) {
                return own;
            }
        }
        return otherwise;
    }

    private static @Nullable Long custom(FeatureSet features, int language, int feature) {
        try {
            // Whether the extension's type is known here or not, its bytes are the same
            var all = UnknownFieldSet.parseFrom(features.toByteString());
            Long found = null;
            for (var bytes : all.getField(language).getLengthDelimitedList()) {
                var values = UnknownFieldSet.parseFrom(bytes).getField(feature).getVarintList();
                found = values.isEmpty() ? found : values.getLast();
            }
            return found;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a descriptor's own bytes cannot be read", e);
        }
    }

    static Edition edition(FileDescriptor file) {
        return switch (file.toProto().getSyntax()) {
            case "editions" -> file.toProto().getEdition();
            case "proto3" -> Edition.EDITION_PROTO3;
            default -> Edition.EDITION_PROTO2;
        };
    }

    private static FeatureSet own(GenericDescriptor declaration) {
        return switch (declaration) {
            case FileDescriptor file -> file.toProto().getOptions().getFeatures();
            case Descriptor message -> message.toProto().getOptions().getFeatures();
            case FieldDescriptor field -> field.toProto().getOptions().getFeatures();
            case EnumDescriptor type -> type.toProto().getOptions().getFeatures();
            default -> FeatureSet.getDefaultInstance();
        };
    }

    private static @Nullable GenericDescriptor around(GenericDescriptor declaration) {
        var message =
                switch (declaration) {
                    case Descriptor nested -> nested.getContainingType();
                    case FieldDescriptor field ->
                            field.isExtension()
                                    ? field.getExtensionScope()
                                    : field.getContainingType();
                    case EnumDescriptor type -> type.getContainingType();
                    default -> null;
                };
        if (message != null) {
            return message;
        }
        return declaration instanceof FileDescriptor ? null : declaration.getFile();
    }
}
