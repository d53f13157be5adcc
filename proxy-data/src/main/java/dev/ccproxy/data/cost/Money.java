package dev.ccproxy.data.cost;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An amount of USD, exact. In JSON it is a number of dollars.
///
/// @param picodollars millionths of a millionth of a dollar: one token at 1 USD per million tokens
///   costs 1,000,000 of them
@Schema(type = SchemaType.NUMBER, description = "USD, exact to 12 decimals", examples = "0.0125")
public record Money(long picodollars) {
    /// Nothing.
    public static final Money ZERO = new Money(0);

    private static final int DECIMALS = 12;

    /// So many dollars.
    ///
    /// @throws ArithmeticException if they are not a whole number of picodollars
    public static Money ofUsd(BigDecimal usd) {
        return new Money(usd.movePointRight(DECIMALS).longValueExact());
    }

    /// The amount in dollars, for example 0.0125.
    @JsonValue
    public BigDecimal usd() {
        BigDecimal usd = BigDecimal.valueOf(picodollars, DECIMALS).stripTrailingZeros();
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }

    /// Both together.
    public Money plus(Money other) {
        return new Money(Math.addExact(picodollars, other.picodollars));
    }

    /// What is left when the other is taken away; below zero where that is more.
    public Money minus(Money other) {
        return new Money(Math.subtractExact(picodollars, other.picodollars));
    }

    /// So many times as much.
    public Money times(long count) {
        return new Money(Math.multiplyExact(picodollars, count));
    }

    /// As much by a factor.
    ///
    /// @throws ArithmeticException if that is not a whole number of picodollars
    Money times(BigDecimal factor) {
        return new Money(factor.multiply(BigDecimal.valueOf(picodollars)).longValueExact());
    }
}
