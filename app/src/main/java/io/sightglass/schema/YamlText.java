package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A YAML file (YAML 1.2, core schema) read as nodes that know their place, with every problem told
/// to one listener. Looking for what is not there answers null or nothing; what has the wrong shape
/// is a problem.
public final class YamlText {
    private final String file;
    private final Consumer<Problem> problems;

    private YamlText(String file, Consumer<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /// The root as a mapping, or null where there is none.
    public static @Nullable Mapping read(String file, String text, Consumer<Problem> problems) {
        var yaml = new YamlText(file, problems);
        var settings =
                LoadSettings.builder()
                        .setLabel(file)
                        .setAllowDuplicateKeys(false)
                        .setMaxAliasesForCollections(50)
                        .build();
        try {
            var root = new Compose(settings).composeString(text).orElse(null);
            if (root == null) {
                problems.accept(new Problem(file, 1, 1, Sentence.of("is empty.")));
                return null;
            }
            return yaml.mapping(root, "the file");
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            problems.accept(
                    new Problem(
                            file,
                            mark.map(at -> at.getLine() + 1).orElse(0),
                            mark.map(at -> at.getColumn() + 1).orElse(0),
                            Sentence.of(said(e.getProblem()))));
            return null;
        } catch (YamlEngineException e) {
            problems.accept(new Problem(file, 0, 0, Sentence.of(said(e.getMessage()))));
            return null;
        } catch (StackOverflowError e) {
            problems.accept(new Problem(file, 0, 0, Sentence.of("is nested too deeply.")));
            return null;
        }
    }

    /// The parser's words, with people's words for its tokens.
    private static String said(@Nullable String problem) {
        var line = problem == null ? "is not YAML" : problem.lines().findFirst().orElse("").strip();
        line =
                line.replace("'<", "<")
                        .replace(">'", ">")
                        .replace("<block end>", "the end of this block")
                        .replace("<block mapping start>", "names that are indented differently")
                        .replace("<block sequence start>", "a list that is indented differently")
                        .replace("<block entry>", "'-'")
                        .replace("<stream end>", "the end of the file")
                        .replace("<scalar>", "a value")
                        .replace("the node content", "a value")
                        .replace("but found", "found")
                        .replace("but got", "found");
        return line.endsWith(".") ? line : line + ".";
    }

    private void problem(Node node, String sentence) {
        problems.accept(
                new Problem(
                        file,
                        node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0),
                        node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0),
                        Sentence.of(sentence)));
    }

    private @Nullable Mapping mapping(Node node, String what) {
        if (node instanceof MappingNode map) {
            return new Mapping(map);
        }
        problem(node, "expected names and values for " + what + ".");
        return null;
    }

    /// A mapping whose keys are plain names.
    public final class Mapping {
        private final MappingNode node;

        private Mapping(MappingNode node) {
            this.node = node;
        }

        /// Tells of a problem with this mapping, or with the value of one of its keys.
        public void problem(String key, String sentence) {
            var value = find(key);
            YamlText.this.problem(value == null ? node : value, sentence);
        }

        /// Where the value of a key stands, or this mapping where there is none:
        /// `coffee-orders.contract.yaml:41:11`.
        public String place(String key) {
            var value = find(key);
            var mark = (value == null ? node : value).getStartMark();
            return file
                    + mark.map(at -> ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1))
                            .orElse("");
        }

        public boolean has(String key) {
            return find(key) != null;
        }

        public boolean isMapping(String key) {
            return find(key) instanceof MappingNode;
        }

        /// The keys, in the file's order.
        public List<String> keys() {
            var keys = new ArrayList<String>();
            for (var tuple : node.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    keys.add(key.getValue());
                }
            }
            return keys;
        }

        /// A scalar as it is written; null where it is not there, or null.
        public @Nullable String text(String key) {
            var value = find(key);
            if (value == null || value.getTag().equals(Tag.NULL)) {
                return null;
            }
            if (value instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            YamlText.this.problem(value, "expected a single value for " + key + ".");
            return null;
        }

        public @Nullable Mapping mapping(String key) {
            var value = find(key);
            return value == null || value.getTag().equals(Tag.NULL)
                    ? null
                    : YamlText.this.mapping(value, key);
        }

        /// The mappings in a list.
        public List<Mapping> mappings(String key) {
            var found = new ArrayList<Mapping>();
            for (var element : elements(key)) {
                var mapping = YamlText.this.mapping(element, "an element of " + key);
                if (mapping != null) {
                    found.add(mapping);
                }
            }
            return found;
        }

        /// The scalars in a list.
        public List<String> texts(String key) {
            var found = new ArrayList<String>();
            for (var element : elements(key)) {
                if (element instanceof ScalarNode scalar) {
                    found.add(scalar.getValue());
                } else {
                    YamlText.this.problem(element, "expected a single value in " + key + ".");
                }
            }
            return found;
        }

        private List<Node> elements(String key) {
            var value = find(key);
            if (value instanceof SequenceNode list) {
                return list.getValue();
            }
            if (value != null && !value.getTag().equals(Tag.NULL)) {
                YamlText.this.problem(value, "expected a list for " + key + ".");
            }
            return List.of();
        }

        private @Nullable Node find(String key) {
            for (var tuple : node.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
            return null;
        }
    }
}
