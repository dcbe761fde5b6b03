package io.sightglass.playground.traffic;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;

import io.sightglass.model.ByteRange;

import java.time.temporal.ChronoUnit;
import java.util.List;

/// `orders`: Protobuf in Confluent's framing, written on v3 by most and on v4 by some.
final class OrdersFeed implements Feed {
    static final String TOPIC = "orders";

    private static final String FORMAT = "protobuf";
    private static final int UNDECLARED_STATUS = 9;
    private static final int NESTED_UNKNOWN = 99;
    private static final int LOYALTY_POINTS = 14;
    private static final int UNKNOWN_VALUE = 300;
    private static final int TOO_BOLD = 14;
    private static final List<String> STATUSES =
            List.of("STARTED", "PROGRESS", "INITIALIZED", "COMPLETED", "CANCELED", "FAILED");
    private static final List<String> CHANNELS =
            List.of("CHANNEL_POS", "CHANNEL_WEB", "CHANNEL_APP");
    private static final List<String> SIZES = List.of("SIZE_SMALL", "SIZE_MEDIUM", "SIZE_LARGE");
    private static final List<String> NOTES =
            List.of("extra hot, please", "not too full", "für die Oma", "☕ to go", "no lid");

    private final Dice dice;
    private final Descriptor v3;
    private final Descriptor v4;
    private final Faults steady;
    private final Faults badDeploy;
    private final Faults rollout;
    private long number = 5511;

    OrdersFeed(Samples samples, Dice dice) {
        this.dice = dice;
        this.v3 = samples.orderV3();
        this.v4 = samples.orderV4();
        this.steady =
                new Faults(
                        this::missingUser,
                        this::newerField,
                        this::timestampYesterday,
                        this::tooBold,
                        this::severalAtOnce,
                        this::unknownSchema,
                        this::unknownAtTwoDepths,
                        this::undeclaredStatus,
                        this::truncated,
                        this::tombstone,
                        this::empty);
        this.badDeploy = new Faults(this::missingUser, this::timestampYesterday, this::tooBold);
        this.rollout = new Faults(this::newerField, this::unknownAtTwoDepths);
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
        return 120;
    }

    @Override
    public double history() {
        return 0.5;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.025)) {
            return steady.next(moment);
        }
        return switch (moment.season()) {
            case BAD_DEPLOY -> dice.chance(0.3) ? badDeploy.next(moment) : good(moment);
            case ROLLOUT -> dice.chance(0.12) ? rollout.next(moment) : good(moment);
            case CALM -> good(moment);
        };
    }

    private Event good(Moment moment) {
        boolean newer = dice.chance(0.3);
        var type = newer ? v4 : v3;
        int id = newer ? Registrations.ORDER_V4 : Registrations.ORDER_V3;
        var body = order(type, moment).build();
        return begin(moment).good(framed(body, id).bytes());
    }

    private Events begin(Moment moment) {
        return new Events(TOPIC, People.customer(dice), People.headers(dice), moment.time());
    }

    private static Encoded framed(Message order, int id) {
        return ProtobufWriter.write(order).framed(Framings.confluentFirstMessage(id));
    }

    private static Encoded framedV3(Message order) {
        return framed(order, Registrations.ORDER_V3);
    }

    /// An order with all that is usual, one or two drinks.
    private MessageBuilder order(Descriptor type, Moment moment) {
        var order =
                new MessageBuilder(type)
                        .set("orderId", "o-" + ++number)
                        .set("timestamp", moment.time().truncatedTo(ChronoUnit.MILLIS).toString())
                        .set("userId", People.user(dice))
                        .choose("status", dice.pickEarly(STATUSES))
                        .set("currency", "EUR")
                        .set("storeId", People.store(dice))
                        .choose("channel", dice.pickEarly(CHANNELS));
        double total = 0;
        int drinks = dice.between(1, 3);
        for (int i = 0; i < drinks; i++) {
            double price = dice.between(10, 26) / 4.0;
            int quantity = dice.chance(0.8) ? 1 : 2;
            total += price * quantity;
            order.add("items", item(order, price, quantity));
        }
        order.set("total", total);
        if (dice.chance(0.2)) {
            order.set("note", dice.pick(NOTES));
        }
        if (dice.chance(0.3)) {
            order.entry("labels", "table", String.valueOf(dice.between(1, 40)));
        }
        if (type == v4) {
            order.set("loyaltyPoints", (int) (total * 5));
        }
        return order;
    }

    private Message item(MessageBuilder order, double price, int quantity) {
        var item =
                order.nested("items")
                        .set("coffee", dice.pickEarly(People.COFFEES))
                        .set("boldness", dice.between(1, 10))
                        .set("quantity", quantity)
                        .set("price", price)
                        .choose("size", dice.pick(SIZES));
        if (dice.chance(0.5)) {
            item.set("milk", dice.pickEarly(People.MILKS));
        }
        return item.build();
    }

    private Event missingUser(Moment moment) {
        var value = framedV3(order(v3, moment).clear("userId").build());
        return begin(moment)
                .faulty(
                        Fault.MISSING_FIELD,
                        value.bytes(),
                        Expected.violation("contract.required", "userId", value.body()));
    }

    private Event timestampYesterday(Moment moment) {
        var order = order(v3, moment).set("timestamp", "yesterday").build();
        var value = framedV3(order);
        return begin(moment)
                .faulty(
                        Fault.WRONG_FORM,
                        value.bytes(),
                        Expected.violation(
                                "contract.format", "timestamp", value.span("timestamp")));
    }

    private Event tooBold(Moment moment) {
        var order = order(v3, moment);
        order.first("items", item -> item.set("boldness", TOO_BOLD));
        var value = framedV3(order.build());
        return begin(moment).faulty(Fault.OUT_OF_RANGE, value.bytes(), boldness(value));
    }

    private static Expected boldness(Encoded value) {
        var path = "items[0].boldness";
        return Expected.violation("contract.maximum", path, value.span(path));
    }

    /// A writer that has v4 and says v3.
    private Event newerField(Moment moment) {
        var order = order(v3, moment).unknown(LOYALTY_POINTS, UNKNOWN_VALUE).build();
        var value = framedV3(order);
        return begin(moment).faulty(Fault.UNKNOWN_FIELD, value.bytes(), newer(value));
    }

    private static Expected newer(Encoded value) {
        var path = String.valueOf(LOYALTY_POINTS);
        return Expected.unknown(FORMAT, path, value.span(path));
    }

    private Event unknownAtTwoDepths(Moment moment) {
        var order = order(v3, moment).unknown(LOYALTY_POINTS, UNKNOWN_VALUE);
        order.first("items", item -> item.unknown(NESTED_UNKNOWN, UNKNOWN_VALUE));
        var value = framedV3(order.build());
        var nested = "items[0]." + NESTED_UNKNOWN;
        return begin(moment)
                .faulty(
                        Fault.UNKNOWN_FIELDS_NESTED,
                        value.bytes(),
                        Expected.unknown(FORMAT, nested, value.span(nested)),
                        newer(value));
    }

    private Event undeclaredStatus(Moment moment) {
        var order = order(v3, moment).choose("status", UNDECLARED_STATUS).build();
        var value = framedV3(order);
        return begin(moment)
                .faulty(
                        Fault.UNDECLARED_ENUM,
                        value.bytes(),
                        Expected.violation(
                                "protobuf.undeclared-enum", "status", value.span("status")));
    }

    private Event unknownSchema(Moment moment) {
        var value = framed(order(v3, moment).build(), Registrations.MISSING_ID);
        return begin(moment)
                .faulty(
                        Fault.UNKNOWN_SCHEMA,
                        value.bytes(),
                        Expected.unknownSchema(Framings.CONFLUENT_ID));
    }

    /// Cut inside the last text of the only drink: what follows it is gone, and the drink is
    /// shorter than its length says.
    private Event truncated(Moment moment) {
        var order = order(v3, moment).clear("items");
        order.add(
                "items",
                order.nested("items")
                        .set("coffee", dice.pick(People.COFFEES))
                        .set("boldness", dice.between(1, 10))
                        .set("milk", "oat")
                        .build());
        var whole = framedV3(order.build());
        var path = "items[0].milk";
        var value = whole.cutWithin(path, 3); // the tag, the length, and the "o"
        var left = new ByteRange(whole.span(path).start(), value.length);
        return begin(moment)
                .faulty(
                        Fault.TRUNCATED,
                        value,
                        Expected.malformed("protobuf.truncated", path, left));
    }

    private Event tombstone(Moment moment) {
        return begin(moment).tombstone();
    }

    private Event empty(Moment moment) {
        return begin(moment).empty();
    }

    /// An order of 53 bytes with four faults, as small as can be.
    private Event severalAtOnce(Moment moment) {
        var order =
                new MessageBuilder(v3)
                        .set("orderId", "o-" + ++number)
                        .set("timestamp", "yesterday")
                        .choose("status", "INITIALIZED")
                        .set("total", 14.5)
                        .unknown(LOYALTY_POINTS, UNKNOWN_VALUE);
        order.add(
                "items",
                order.nested("items").set("coffee", "kenya-aa").set("boldness", TOO_BOLD).build());
        var value = framedV3(order.build());
        return begin(moment)
                .faulty(
                        Fault.SEVERAL,
                        value.bytes(),
                        Expected.violation("contract.required", "userId", value.body()),
                        Expected.violation("contract.format", "timestamp", value.span("timestamp")),
                        boldness(value),
                        newer(value));
    }
}
