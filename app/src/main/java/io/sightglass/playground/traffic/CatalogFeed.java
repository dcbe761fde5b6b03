package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// `coffee-catalog`: JSON in Confluent's framing, under a schema that allows nothing else.
final class CatalogFeed implements Feed {
    private static final String TOPIC = "coffee-catalog";
    private static final List<String> ORIGINS =
            List.of("Kenya", "Ethiopia", "Colombia", "Indonesia", "blend");
    private static final List<String> ROASTS = List.of("LIGHT", "MEDIUM", "DARK");
    private static final List<String> TAGS = List.of("floral", "nutty", "cold", "seasonal", "new");

    private final Dice dice;
    private final Faults steady;

    CatalogFeed(Dice dice) {
        this.dice = dice;
        this.steady =
                new Faults(
                        this::withoutName,
                        this::availableYes,
                        this::tooBold,
                        this::unknownProperty,
                        this::truncated);
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public double pace() {
        return 3;
    }

    @Override
    public double history() {
        return 1;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.03)) {
            return steady.next(moment);
        }
        var coffee = coffee(moment);
        return begin(coffee, moment).good(framed(coffee).bytes());
    }

    private Events begin(ObjectNode coffee, Moment moment) {
        var key = coffee.path("sku").asString();
        return new Events(TOPIC, key, People.headers("web", dice), moment.time());
    }

    private static Encoded framed(ObjectNode coffee) {
        return JsonWriter.write(coffee).framed(Framings.confluent(Registrations.CATALOG_V5));
    }

    private ObjectNode coffee(Moment moment) {
        var sku = dice.pick(People.COFFEES);
        var name =
                sku.substring(0, 1).toUpperCase(Locale.ROOT) + sku.substring(1).replace('-', ' ');
        var coffee = JsonWriter.JSON.createObjectNode();
        coffee.put("sku", sku);
        coffee.put("name", name);
        coffee.put("price", BigDecimal.valueOf(dice.between(200, 650), 2));
        coffee.put("roast", dice.pick(ROASTS));
        coffee.put("boldness", dice.between(1, 10));
        coffee.put("available", dice.chance(0.9));
        coffee.put("updatedAt", moment.time().truncatedTo(ChronoUnit.SECONDS).toString());
        var tags = coffee.putArray("tags").add(dice.pick(TAGS));
        if (dice.chance(0.5)) {
            tags.add("café");
        }
        if (dice.chance(0.6)) {
            coffee.putObject("nutrition")
                    .put("kilocalories", dice.between(2, 240))
                    .put("caffeineMg", dice.between(20, 180));
        }
        coffee.put("origin", dice.pick(ORIGINS));
        return coffee;
    }

    private Event withoutName(Moment moment) {
        var coffee = coffee(moment);
        coffee.remove("name");
        var value = framed(coffee);
        return begin(coffee, moment)
                .faulty(
                        Fault.MISSING_FIELD,
                        value.bytes(),
                        Expected.violation("contract.required", "name", value.body()));
    }

    private Event availableYes(Moment moment) {
        var coffee = coffee(moment).put("available", "yes");
        var value = framed(coffee);
        return begin(coffee, moment)
                .faulty(
                        Fault.WRONG_TYPE,
                        value.bytes(),
                        Expected.violation("json.type", "available", value.span("available")));
    }

    private Event tooBold(Moment moment) {
        var coffee = coffee(moment).put("boldness", 14);
        var value = framed(coffee);
        return begin(coffee, moment)
                .faulty(
                        Fault.OUT_OF_RANGE,
                        value.bytes(),
                        Expected.violation("contract.maximum", "boldness", value.span("boldness")));
    }

    private Event unknownProperty(Moment moment) {
        var coffee = coffee(moment).put("organic", true);
        var value = framed(coffee);
        return begin(coffee, moment)
                .faulty(
                        Fault.UNKNOWN_FIELD,
                        value.bytes(),
                        Expected.unknown("json", "organic", value.span("organic")));
    }

    /// Cut inside the last text.
    private Event truncated(Moment moment) {
        var coffee = coffee(moment).put("origin", "Guatemala");
        var whole = framed(coffee);
        var value = whole.cutWithin("origin", 5);
        var left = new ByteRange(whole.span("origin").start(), value.length);
        return begin(coffee, moment)
                .faulty(
                        Fault.TRUNCATED,
                        value,
                        Expected.malformed("json.truncated", "origin", left));
    }
}
