package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import tools.jackson.databind.node.ObjectNode;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// `clickstream`: bare JSON; its schema is a local file.
final class ClickstreamFeed implements Feed {
    private static final String TOPIC = "clickstream";
    private static final List<String> TYPES =
            List.of("view", "search", "add", "remove", "checkout");
    private static final List<String> PAGES =
            List.of("/", "/menu", "/menu/cold", "/cart", "/stores", "/account");
    private static final List<String> DEVICES = List.of("phone", "desktop", "tablet");
    private static final List<String> LOCALES = List.of("nl-NL", "en-GB", "de-DE", "fr-BE");

    private final Dice dice;
    private final Faults steady;

    ClickstreamFeed(Dice dice) {
        this.dice = dice;
        this.steady =
                new Faults(
                        this::withoutSession,
                        this::wideWindow,
                        this::beforeTheVisit,
                        this::relativePage,
                        this::truncated,
                        moment -> begin(moment).empty());
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public int partitions() {
        return 3;
    }

    @Override
    public double pace() {
        return 150;
    }

    @Override
    public double history() {
        return 0.15;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.008)) {
            return steady.next(moment);
        }
        return begin(moment).good(JsonWriter.write(click(moment)).bytes());
    }

    private Events begin(Moment moment) {
        var source = dice.chance(0.6) ? "web" : "app";
        return new Events(TOPIC, "v-" + dice.hex(4), People.headers(source, dice), moment.time());
    }

    private ObjectNode click(Moment moment) {
        var click = JsonWriter.JSON.createObjectNode();
        click.put("eventId", new UUID(dice.bits(), dice.bits()).toString());
        click.put("sessionId", "v-" + dice.hex(4));
        if (dice.chance(0.4)) {
            click.putNull("userId");
        } else {
            click.put("userId", People.user(dice));
        }
        click.put("type", dice.pickEarly(TYPES));
        click.put("page", dice.pickEarly(PAGES));
        click.put("at", moment.time().truncatedTo(ChronoUnit.MILLIS).toString());
        click.put("elapsedMs", dice.between(0, 900_000));
        click.putObject("client")
                .put("device", dice.pickEarly(DEVICES))
                .put("width", dice.between(320, 2560))
                .put("locale", dice.pick(LOCALES));
        if (dice.chance(0.5)) {
            click.put("sku", dice.pickEarly(People.COFFEES));
        }
        return click;
    }

    private Event faulty(Moment moment, Fault fault, ObjectNode click, String rule, String path) {
        var value = JsonWriter.write(click);
        return begin(moment)
                .faulty(fault, value.bytes(), Expected.violation(rule, path, value.span(path)));
    }

    private Event withoutSession(Moment moment) {
        var click = click(moment);
        click.remove("sessionId");
        var value = JsonWriter.write(click);
        return begin(moment)
                .faulty(
                        Fault.MISSING_FIELD,
                        value.bytes(),
                        Expected.violation("contract.required", "sessionId", value.body()));
    }

    private Event wideWindow(Moment moment) {
        var click = click(moment);
        ((ObjectNode) click.path("client")).put("width", "wide");
        return faulty(moment, Fault.WRONG_TYPE, click, "json.type", "client.width");
    }

    private Event beforeTheVisit(Moment moment) {
        var click = click(moment).put("elapsedMs", -5);
        return faulty(moment, Fault.OUT_OF_RANGE, click, "contract.minimum", "elapsedMs");
    }

    private Event relativePage(Moment moment) {
        var click = click(moment).put("page", "menu");
        return faulty(moment, Fault.WRONG_FORM, click, "contract.pattern", "page");
    }

    /// Cut inside the last text.
    private Event truncated(Moment moment) {
        var whole = JsonWriter.write(click(moment).put("sku", "cappuccino"));
        var value = whole.cutWithin("sku", 4);
        var left = new ByteRange(whole.span("sku").start(), value.length);
        return begin(moment)
                .faulty(Fault.TRUNCATED, value, Expected.malformed("json.truncated", "sku", left));
    }
}
