package dev.ccproxy.data.conversation;

import dev.ccproxy.data.index.Index;
import dev.ccproxy.data.index.IndexUnavailableException;
import dev.ccproxy.exchange.ExchangeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Tells of an exchange where it belongs.
@ApplicationScoped
public class ExchangePlaces {
    private final Index index;

    ExchangePlaces(Index index) {
        this.index = index;
    }

    /// Where an exchange belongs; empty while the index does not know it.
    public Optional<ExchangePlace> find(ExchangeId id) {
        try {
            return index.read(sql -> Optional.ofNullable(new PlaceStore(sql).find(id)));
        } catch (IndexUnavailableException e) {
            return Optional.empty();
        }
    }
}
