package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

import java.util.List;

/// `inventory`: Avro's single-object encoding; the schema is a local file, found by fingerprint.
final class InventoryFeed implements Feed {
    private static final String TOPIC = "inventory";
    private static final List<String> SKUS =
            List.of("BEAN-KENYA-AA", "BEAN-SUMATRA", "MILK-OAT", "MILK-WHOLE", "CUP-M", "LID-M");
    private static final List<String> UNITS = List.of("KILOGRAM", "LITRE", "PIECE");

    private final Schema schema;
    private final long fingerprint;
    private final Dice dice;
    private final Faults steady;

    InventoryFeed(Samples samples, Dice dice) {
        this.schema = samples.stockLevel();
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        this.dice = dice;
        this.steady =
                new Faults(this::belowZero, this::unknownSchema, this::truncated, this::trailing);
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
        return 12;
    }

    @Override
    public double history() {
        return 0.4;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.02)) {
            return steady.next(moment);
        }
        var level = level(moment);
        return begin(level, moment).good(framed(level).bytes());
    }

    private Events begin(GenericRecord level, Moment moment) {
        var key = level.get("storeId") + "/" + level.get("sku");
        return new Events(TOPIC, key, People.headers("pos", dice), moment.time());
    }

    private Encoded framed(GenericRecord level) {
        return AvroWriter.write(level).framed(Framings.singleObject(fingerprint));
    }

    private GenericRecord level(Moment moment) {
        var level = new GenericData.Record(schema);
        int sku = dice.between(0, SKUS.size() - 1);
        var unit = schema.getField("unit").schema();
        level.put("sku", SKUS.get(sku));
        level.put("storeId", People.store(dice));
        level.put("onHand", dice.between(0, 400));
        level.put("reserved", dice.between(0, 20));
        level.put("unit", new GenericData.EnumSymbol(unit, UNITS.get(sku / 2)));
        level.put("countedAt", moment.time().toEpochMilli() * 1000);
        level.put("reorderBelow", dice.chance(0.7) ? dice.between(5, 50) : null);
        return level;
    }

    private Event belowZero(Moment moment) {
        var level = level(moment);
        level.put("onHand", -3);
        var value = framed(level);
        return begin(level, moment)
                .faulty(
                        Fault.OUT_OF_RANGE,
                        value.bytes(),
                        Expected.violation("contract.minimum", "onHand", value.span("onHand")));
    }

    private Event unknownSchema(Moment moment) {
        var level = level(moment);
        var value = AvroWriter.write(level).framed(Framings.singleObject(~fingerprint)).bytes();
        return begin(level, moment)
                .faulty(Fault.UNKNOWN_SCHEMA, value, Expected.unknownSchema(Framings.FINGERPRINT));
    }

    /// Cut inside the time, a varint that then does not end.
    private Event truncated(Moment moment) {
        var level = level(moment);
        var whole = framed(level);
        var value = whole.cutWithin("countedAt", 3);
        var left = new ByteRange(whole.span("countedAt").start(), value.length);
        return begin(level, moment)
                .faulty(
                        Fault.TRUNCATED,
                        value,
                        Expected.malformed("avro.truncated", "countedAt", left));
    }

    private Event trailing(Moment moment) {
        var level = level(moment);
        var good = framed(level);
        var value = good.followedBy((byte) 0);
        var surplus = new ByteRange(good.bytes().length, value.length);
        return begin(level, moment)
                .faulty(
                        Fault.TRAILING_BYTES,
                        value,
                        Expected.malformed("avro.trailing-bytes", "", surplus));
    }
}
