package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

import java.util.ArrayList;
import java.util.List;

/// `order-status`: Avro in Confluent's framing, written on v3 by most and on v4 by a few.
final class OrderStatusFeed implements Feed {
    private static final String TOPIC = "order-status";
    private static final List<String> STATUSES =
            List.of("STARTED", "PROGRESS", "COMPLETED", "INITIALIZED", "FAILED");
    private static final List<String> NOTES = List.of("", "", "", "extra hot", "no lid");
    private static final byte NO_SUCH_SYMBOL = 40; // zig-zag of 20
    private static final byte[] TRAILING = {0x0c, 0x02, 0x73, 0x31};

    private final Schema v3;
    private final Schema v4;
    private final Dice dice;
    private final Faults steady;
    private int number = 5400;

    OrderStatusFeed(Samples samples, Dice dice) {
        this.v3 = samples.orderStatusV3();
        this.v4 = samples.orderStatusV4();
        this.dice = dice;
        this.steady =
                new Faults(
                        this::trailing,
                        this::tooBold,
                        this::truncated,
                        this::noSuchStatus,
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
        return 45;
    }

    @Override
    public double history() {
        return 0.3;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.012)) {
            return steady.next(moment);
        }
        boolean newer = dice.chance(0.08);
        int id = newer ? Registrations.STATUS_V4 : Registrations.STATUS_V3;
        var value = status(newer, moment);
        return begin(moment).good(framed(value, id).bytes());
    }

    private Events begin(Moment moment) {
        return new Events(TOPIC, People.customer(dice), People.headers(dice), moment.time());
    }

    private static Encoded framed(GenericRecord value, int id) {
        return AvroWriter.write(value).framed(Framings.confluent(id));
    }

    private Encoded framedV3(GenericRecord value) {
        return framed(value, Registrations.STATUS_V3);
    }

    private GenericRecord status(boolean newer, Moment moment) {
        var schema = newer ? v4 : v3;
        var record = new GenericData.Record(schema);
        var symbols = schema.getField("status").schema();
        record.put("orderId", "o-" + ++number);
        record.put("userId", People.user(dice));
        record.put("timestamp", moment.time().toEpochMilli());
        var last = newer ? "REFUNDED" : "CANCELED";
        var status = dice.chance(0.03) ? last : dice.pickEarly(STATUSES);
        record.put("status", new GenericData.EnumSymbol(symbols, status));
        var items = schema.getField("items").schema();
        record.put("items", items(items));
        record.put("total", dice.chance(0.9) ? dice.between(10, 120) / 4.0 : null);
        if (newer) {
            record.put("loyaltyPoints", dice.between(0, 150));
            record.put("storeId", dice.chance(0.8) ? People.store(dice) : null);
        } else {
            record.put("note", dice.pick(NOTES));
        }
        return record;
    }

    private List<GenericRecord> items(Schema list) {
        var items = new ArrayList<GenericRecord>();
        int drinks = dice.between(1, 3);
        for (int i = 0; i < drinks; i++) {
            var item = new GenericData.Record(list.getElementType());
            item.put("coffee", dice.pickEarly(People.COFFEES));
            item.put("quantity", dice.between(1, 2));
            item.put("boldness", dice.between(1, 10));
            items.add(item);
        }
        return items;
    }

    /// The old till appends its own number.
    private Event trailing(Moment moment) {
        var good = framedV3(status(false, moment));
        var value = good.followedBy(TRAILING);
        var surplus = new ByteRange(good.bytes().length, value.length);
        return begin(moment)
                .faulty(
                        Fault.TRAILING_BYTES,
                        value,
                        Expected.malformed("avro.trailing-bytes", "", surplus));
    }

    private Event tooBold(Moment moment) {
        var record = status(false, moment);
        var first = (GenericRecord) ((List<?>) record.get("items")).getFirst();
        first.put("boldness", 14);
        var value = framedV3(record);
        var path = "items[0].boldness";
        return begin(moment)
                .faulty(
                        Fault.OUT_OF_RANGE,
                        value.bytes(),
                        Expected.violation("contract.maximum", path, value.span(path)));
    }

    /// The note, the last field, says that it is longer than what is left.
    private Event truncated(Moment moment) {
        var record = status(false, moment);
        record.put("note", "two straws, please");
        var whole = framedV3(record);
        var value = whole.cutWithin("note", 6);
        var left = new ByteRange(whole.span("note").start(), value.length);
        return begin(moment)
                .faulty(Fault.TRUNCATED, value, Expected.malformed("avro.truncated", "note", left));
    }

    private Event noSuchStatus(Moment moment) {
        var value = framedV3(status(false, moment));
        var span = value.span("status");
        value.bytes()[span.start()] = NO_SUCH_SYMBOL;
        return begin(moment)
                .faulty(
                        Fault.UNDECLARED_ENUM,
                        value.bytes(),
                        Expected.malformed("avro.enum-index", "status", span));
    }
}
