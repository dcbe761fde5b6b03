package io.sightglass.ui.shell;

import io.sightglass.model.Part;
import io.sightglass.ui.read.Purpose;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.search.SearchModel;
import io.sightglass.ui.tail.TailModel;

import org.jspecify.annotations.Nullable;

/// What a key does to the tab in front, whatever has the keyboard.
final class TabCommands {
    private TabCommands() {}

    /// Answers whether there was something to do.
    static boolean perform(@Nullable ShellTab tab, Command command) {
        return switch (tab) {
            case ShellTab.Topic(var tail) -> perform(tail, command);
            case ShellTab.Schema(var schema) -> perform(schema, command);
            case ShellTab.Search(var search) -> perform(search, command);
            case ShellTab.Contract(var health) -> command == Command.CLEAR && health.runs().leave();
            case ShellTab.About _, ShellTab.Group _, ShellTab.Try _ -> false;
            case null -> false;
        };
    }

    private static boolean perform(TailModel tail, Command command) {
        switch (command) {
            case TOGGLE_LIVE -> tail.liveProperty().set(!tail.liveProperty().get());
            case CLEAR -> tail.showAll();
            case NEXT_ROW -> tail.move(1);
            case PREVIOUS_ROW -> tail.move(-1);
            case NEXT_FINDING -> tail.nextFinding(1);
            case PREVIOUS_FINDING -> tail.nextFinding(-1);
            case DECODE_AS ->
                    tail.choosing().open(Purpose.DECODE_AS, tail.inspect().partProperty().get());
            case READ_AS -> tail.choosing().open(Purpose.READ_AS, Part.VALUE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean perform(SearchModel search, Command command) {
        switch (command) {
            case NEXT_ROW -> search.move(1);
            case PREVIOUS_ROW -> search.move(-1);
            case CLEAR -> search.typedProperty().set("");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean perform(SchemaModel schema, Command command) {
        switch (command) {
            case NEXT_FINDING -> schema.lines().nextChange(1);
            case PREVIOUS_FINDING -> schema.lines().nextChange(-1);
            case NEXT_ROW -> schema.lines().move(1);
            case PREVIOUS_ROW -> schema.lines().move(-1);
            case SWAP_SIDES -> schema.swap();
            case EDIT_COPY -> schema.drafts().edit();
            default -> {
                return false;
            }
        }
        return true;
    }
}
