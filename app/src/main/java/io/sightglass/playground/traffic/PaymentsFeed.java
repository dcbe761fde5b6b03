package io.sightglass.playground.traffic;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;

import io.sightglass.model.ByteRange;

import java.util.List;

/// `payments`: bare Protobuf; its schema is a local file with imports.
final class PaymentsFeed implements Feed {
    private static final String TOPIC = "payments";
    private static final List<String> STATES =
            List.of("STATE_CAPTURED", "STATE_AUTHORIZED", "STATE_DECLINED", "STATE_REFUNDED");
    private static final List<String> SCHEMES = List.of("visa", "mastercard", "maestro");
    private static final int UNKNOWN = 21;

    private final Descriptor type;
    private final Dice dice;
    private final Faults steady;
    private int number = 90_111;

    PaymentsFeed(Samples samples, Dice dice) {
        this.type = samples.payment();
        this.dice = dice;
        this.steady =
                new Faults(
                        this::belowZero,
                        this::smallCurrency,
                        this::withoutOrder,
                        this::unknownField,
                        this::truncated);
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
        return 30;
    }

    @Override
    public double history() {
        return 0.2;
    }

    @Override
    public Event next(Moment moment) {
        if (dice.chance(0.01)) {
            return steady.next(moment);
        }
        return begin(moment).good(ProtobufWriter.write(payment(moment).build()).bytes());
    }

    private Events begin(Moment moment) {
        return new Events(TOPIC, "p-" + number, People.headers(dice), moment.time());
    }

    private MessageBuilder payment(Moment moment) {
        var payment =
                new MessageBuilder(type)
                        .set("paymentId", "p-" + ++number)
                        .set("orderId", "o-" + dice.between(5000, 99_999))
                        .choose("state", dice.pickEarly(STATES));
        payment.set("amount", money(payment, "EUR", dice.between(2, 60)));
        pay(payment);
        payment.set(
                "bookedAt",
                payment.nested("bookedAt")
                        .set("seconds", moment.time().getEpochSecond())
                        .set("nanos", moment.time().getNano())
                        .build());
        for (int i = dice.between(0, 5) - 3; i > 0; i--) {
            payment.add("vouchers", dice.between(100_000, 999_999));
        }
        return payment.set("risk", (float) dice.fraction());
    }

    private Message money(MessageBuilder payment, String currency, long units) {
        return payment.nested("amount")
                .set("currency", currency)
                .set("units", units)
                .set("nanos", dice.between(0, 3) * 250_000_000)
                .build();
    }

    private void pay(MessageBuilder payment) {
        switch (dice.between(0, 3)) {
            case 0 ->
                    payment.set(
                            "wallet",
                            payment.nested("wallet")
                                    .set("customerId", People.customer(dice))
                                    .build());
            case 1 ->
                    payment.set(
                            "cash",
                            payment.nested("cash")
                                    .set("changeCents", dice.between(0, 500))
                                    .build());
            default ->
                    payment.set(
                            "card",
                            payment.nested("card")
                                    .set("scheme", dice.pick(SCHEMES))
                                    .set("lastFour", String.valueOf(dice.between(1000, 9999)))
                                    .set("contactless", dice.chance(0.8))
                                    .build());
        }
    }

    private Event faulty(
            Moment moment, Fault fault, MessageBuilder payment, String rule, String path) {
        var value = ProtobufWriter.write(payment.build());
        return begin(moment)
                .faulty(fault, value.bytes(), Expected.violation(rule, path, value.span(path)));
    }

    private Event belowZero(Moment moment) {
        var payment = payment(moment);
        payment.set("amount", money(payment, "EUR", -5));
        return faulty(moment, Fault.OUT_OF_RANGE, payment, "contract.minimum", "amount.units");
    }

    private Event smallCurrency(Moment moment) {
        var payment = payment(moment);
        payment.set("amount", money(payment, "eur", 5));
        return faulty(moment, Fault.WRONG_FORM, payment, "contract.pattern", "amount.currency");
    }

    private Event withoutOrder(Moment moment) {
        var value = ProtobufWriter.write(payment(moment).clear("orderId").build());
        return begin(moment)
                .faulty(
                        Fault.MISSING_FIELD,
                        value.bytes(),
                        Expected.violation("contract.required", "orderId", value.body()));
    }

    private Event unknownField(Moment moment) {
        var value = ProtobufWriter.write(payment(moment).unknown(UNKNOWN, 1).build());
        var path = String.valueOf(UNKNOWN);
        return begin(moment)
                .faulty(
                        Fault.UNKNOWN_FIELD,
                        value.bytes(),
                        Expected.unknown("protobuf", path, value.span(path)));
    }

    /// Cut inside the last field, four bytes of a float.
    private Event truncated(Moment moment) {
        var whole = ProtobufWriter.write(payment(moment).build());
        var value = whole.cutWithin("risk", 3);
        var left = new ByteRange(whole.span("risk").start(), value.length);
        return begin(moment)
                .faulty(
                        Fault.TRUNCATED,
                        value,
                        Expected.malformed("protobuf.truncated", "risk", left));
    }
}
