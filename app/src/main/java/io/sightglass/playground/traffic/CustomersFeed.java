package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// `customers`: bare Avro, the schema's GUID in a header. A tombstone forgets a customer.
final class CustomersFeed implements Feed {
    private static final String TOPIC = "customers";
    private static final String HEADER = "__value_schema_id";
    private static final UUID NOBODYS = UUID.fromString("90417000-c0ff-4eee-8000-000000090417");
    private static final List<String> TIERS = List.of("BEAN", "CUP", "POT", "ROASTER");
    private static final List<String> TOWNS =
            List.of("Utrecht", "Gent", "Köln", "Århus", "Łódź", "Lille");
    private static final List<String> COUNTRIES = List.of("NL", "BE", "DE", "DK", "PL", "FR");

    private final Schema schema;
    private final UUID guid;
    private final Dice dice;
    private final Faults steady;

    CustomersFeed(Samples samples, Registrations registrations, Dice dice) {
        this.schema = samples.customer();
        this.guid = registrations.customerGuid();
        this.dice = dice;
        this.steady =
                new Faults(
                        this::tombstone,
                        this::badEmail,
                        this::longCountry,
                        this::unknownSchema,
                        this::trailing);
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
        return 8;
    }

    @Override
    public double history() {
        return 0.5;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.03)) {
            return steady.next(moment);
        }
        var id = People.customer(dice);
        return begin(id, moment).good(AvroWriter.write(customer(id, moment)).bytes());
    }

    private Events begin(String id, Moment moment) {
        return begin(id, moment, guid);
    }

    private Events begin(String id, Moment moment, UUID schemaGuid) {
        var headers = new ArrayList<Header>(People.headers("app", dice));
        headers.add(new RecordHeader(HEADER, Framings.guid(schemaGuid)));
        return new Events(TOPIC, id, headers, moment.time());
    }

    private GenericRecord customer(String id, Moment moment) {
        var first = dice.pick(People.FIRST);
        var last = dice.pick(People.LAST);
        var customer = new GenericData.Record(schema);
        customer.put("customerId", id);
        customer.put("name", first + " " + last);
        customer.put("email", email(first, last, id));
        customer.put("address", dice.chance(0.7) ? address() : null);
        customer.put("birthday", dice.chance(0.5) ? birthday() : null);
        customer.put(
                "memberSince", moment.time().minusSeconds(dice.between(0, 1 << 27)).toEpochMilli());
        var tier = schema.getField("tier").schema();
        customer.put("tier", new GenericData.EnumSymbol(tier, dice.pickEarly(TIERS)));
        customer.put("balance", cents(dice.between(-500, 20_000)));
        customer.put("consents", Map.of("newsletter", dice.chance(0.4), "profiling", false));
        return customer;
    }

    private static String email(String first, String last, String id) {
        var plain =
                Normalizer.normalize(first + "." + last, Normalizer.Form.NFD)
                        .replaceAll("[^A-Za-z.]", "")
                        .toLowerCase(Locale.ROOT);
        return plain + "." + id.substring(2) + "@example.com";
    }

    private int birthday() {
        return (int) LocalDate.of(dice.between(1950, 2006), dice.between(1, 12), 9).toEpochDay();
    }

    private static ByteBuffer cents(int cents) {
        return ByteBuffer.wrap(BigDecimal.valueOf(cents, 2).unscaledValue().toByteArray());
    }

    private GenericRecord address() {
        // null comes first in the union
        var address = new GenericData.Record(schema.getField("address").schema().getTypes().get(1));
        int town = dice.between(0, TOWNS.size() - 1);
        address.put("street", "Brouwersgracht " + dice.between(1, 300));
        address.put("city", TOWNS.get(town));
        address.put("postcode", String.valueOf(dice.between(1000, 9999)));
        address.put("country", COUNTRIES.get(town));
        return address;
    }

    private Event tombstone(Moment moment) {
        return begin(People.customer(dice), moment).tombstone();
    }

    private Event badEmail(Moment moment) {
        var id = People.customer(dice);
        var customer = customer(id, moment);
        customer.put("email", "ask at the till");
        var value = AvroWriter.write(customer);
        return begin(id, moment)
                .faulty(
                        Fault.WRONG_FORM,
                        value.bytes(),
                        Expected.violation("contract.format", "email", value.span("email")));
    }

    private Event longCountry(Moment moment) {
        var id = People.customer(dice);
        var customer = customer(id, moment);
        var address = address();
        address.put("country", "Netherlands");
        customer.put("address", address);
        var value = AvroWriter.write(customer);
        var path = "address.country";
        return begin(id, moment)
                .faulty(
                        Fault.WRONG_FORM,
                        value.bytes(),
                        Expected.violation("contract.pattern", path, value.span(path)));
    }

    private Event unknownSchema(Moment moment) {
        var id = People.customer(dice);
        var value = AvroWriter.write(customer(id, moment)).bytes();
        return begin(id, moment, NOBODYS)
                .faulty(Fault.UNKNOWN_SCHEMA, value, Expected.unknownSchema(Framings.IN_HEADER));
    }

    private Event trailing(Moment moment) {
        var id = People.customer(dice);
        var good = AvroWriter.write(customer(id, moment));
        var value = good.followedBy((byte) 0x0a, (byte) 0x0d);
        var surplus = new ByteRange(good.bytes().length, value.length);
        return begin(id, moment)
                .faulty(
                        Fault.TRAILING_BYTES,
                        value,
                        Expected.malformed("avro.trailing-bytes", "", surplus));
    }
}
