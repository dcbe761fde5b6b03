package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

import java.util.List;

/// `legacy-pos`: bare Avro of old tills, and what they write when they are unwell.
final class LegacyPosFeed implements Feed {
    private static final String TOPIC = "legacy-pos";
    private static final List<String> ARTICLES = List.of("0101", "0102", "0117", "0230", "0999");

    /// As Avro, each begins with a text of 34 to 40 bytes, which it has not got.
    private static final List<String> GARBAGE =
            List.of("PRINTER OFFLINE 17", "PAPER LOW", "Jam in cutter", "DRAWER OPEN 03");

    private final Schema schema;
    private final Dice dice;
    private final Faults steady;
    private long receipt = 41_000;

    LegacyPosFeed(Samples samples, Dice dice) {
        this.schema = samples.sale();
        this.dice = dice;
        this.steady =
                new Faults(
                        this::garbage,
                        this::trailing,
                        this::letters,
                        this::garbage,
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
        return 6;
    }

    @Override
    public double history() {
        return 0.5;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.06)) {
            return steady.next(moment);
        }
        return begin(moment).good(AvroWriter.write(sale(moment)).bytes());
    }

    private Events begin(Moment moment) {
        var key = "POS-0" + dice.between(1, 9);
        return new Events(TOPIC, key, List.of(People.header("source", "pos")), moment.time());
    }

    private GenericRecord sale(Moment moment) {
        var sale = new GenericData.Record(schema);
        sale.put("terminal", "POS-0" + dice.between(1, 9));
        sale.put("receipt", ++receipt);
        sale.put("article", dice.pick(ARTICLES));
        sale.put("cents", dice.chance(0.97) ? dice.between(150, 2500) : -dice.between(150, 900));
        sale.put("cash", dice.chance(0.5));
        sale.put("soldAt", moment.time().toEpochMilli() + dice.between(-90_000, 90_000));
        return sale;
    }

    private Event garbage(Moment moment) {
        var value = People.bytes(dice.pick(GARBAGE));
        return begin(moment)
                .faulty(
                        Fault.GARBAGE,
                        value,
                        Expected.malformed(
                                "avro.truncated", "terminal", new ByteRange(0, value.length)));
    }

    private Event trailing(Moment moment) {
        var good = AvroWriter.write(sale(moment));
        var value = good.followedBy((byte) '\r', (byte) '\n');
        var surplus = new ByteRange(good.bytes().length, value.length);
        return begin(moment)
                .faulty(
                        Fault.TRAILING_BYTES,
                        value,
                        Expected.malformed("avro.trailing-bytes", "", surplus));
    }

    private Event letters(Moment moment) {
        var sale = sale(moment);
        sale.put("article", "O1I7");
        var value = AvroWriter.write(sale);
        return begin(moment)
                .faulty(
                        Fault.WRONG_FORM,
                        value.bytes(),
                        Expected.violation("contract.pattern", "article", value.span("article")));
    }

    private Event truncated(Moment moment) {
        var whole = AvroWriter.write(sale(moment));
        var value = whole.cutWithin("soldAt", 2);
        var left = new ByteRange(whole.span("soldAt").start(), value.length);
        return begin(moment)
                .faulty(
                        Fault.TRUNCATED,
                        value,
                        Expected.malformed("avro.truncated", "soldAt", left));
    }
}
