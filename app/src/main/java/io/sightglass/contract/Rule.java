package io.sightglass.contract;

import io.sightglass.model.FindingKind;

import org.jspecify.annotations.Nullable;

/// One demand on one field. `path` is the field's path with `[]` for any element:
/// `items[].boldness`.
public sealed interface Rule {
    String path();

    /// The id that findings bear, such as `contract.required`; where a rule speaks of two bounds,
    /// of the lower one if it is there.
    String id();

    /// What it demands, in a few words: `required`, `1 to 10`.
    default String words() {
        return switch (this) {
            case Required _ -> "required";
            case ItemCount count -> count.expected();
            case OfValue value -> value.expected();
        };
    }

    /// The field must be there and not null.
    record Required(String path, String id) implements Rule {
        public Required(String path) {
            this(path, "contract.required");
        }
    }

    /// How many elements a list, or entries a map, has.
    ///
    /// @param most -1 for any number
    /// @param leastId the id that findings of the lower bound bear
    record ItemCount(String path, int least, int most, String leastId, String mostId)
            implements Rule {
        public ItemCount(String path, int least, int most) {
            this(path, least, most, "contract.min-items", "contract.max-items");
        }

        @Override
        public String id() {
            return least > 0 ? leastId : mostId;
        }

        /// The narrower of the bounds, each with its id.
        ItemCount and(@Nullable ItemCount other) {
            if (other == null) {
                return this;
            }
            boolean otherLeast = other.least > least;
            boolean otherMost = other.most >= 0 && (most < 0 || other.most < most);
            return new ItemCount(
                    path,
                    otherLeast ? other.least : least,
                    otherMost ? other.most : most,
                    otherLeast ? other.leastId : leastId,
                    otherMost ? other.mostId : mostId);
        }

        /// The id of the bound that `count` breaks, or null.
        @Nullable String fault(int count) {
            return count < least ? leastId : most >= 0 && count > most ? mostId : null;
        }

        String expected() {
            return Bound.count(least, most, "item");
        }
    }

    /// A demand on a single value.
    non-sealed interface OfValue extends Rule {
        /// A judge of values for one thread.
        Judge judge();

        /// What to say after "expected": `1 to 10`.
        String expected();
    }

    /// Judges values without allocating.
    interface Judge {
        /// The id of the rule that the value breaks, or null where all is well or the rule does not
        /// speak of such a value.
        @Nullable String fault(Value value);

        /// What sort of finding a fault is.
        default FindingKind kind(String fault) {
            return FindingKind.VIOLATION;
        }

        /// What to say after `name is value; ` where that is not "expected" and the rule's words.
        default @Nullable String instead(String fault) {
            return null;
        }
    }
}
