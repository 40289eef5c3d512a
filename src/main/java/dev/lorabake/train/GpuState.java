package dev.lorabake.train;

import dev.lorabake.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the GPUs did when they were last looked at.
 *
 * @param cards by their number
 * @param at when the last look was told; {@code null} before the first
 */
public record GpuState(List<RunEvent.Telemetry> cards, @Nullable Instant at) {
  /** Looks are told every half minute; after this long nothing is known any more. */
  private static final Duration FRESH = Duration.ofMinutes(3);

  public GpuState {
    cards = List.copyOf(cards);
  }

  static GpuState unknown() {
    return new GpuState(List.of(), null);
  }

  GpuState after(RunEvent.Telemetry look, Instant told) {
    Stream<RunEvent.Telemetry> others =
        asOf(told).cards.stream().filter(card -> card.gpu() != look.gpu());
    return new GpuState(
        Stream.concat(others, Stream.of(look))
            .sorted(Comparator.comparingInt(RunEvent.Telemetry::gpu))
            .toList(),
        told);
  }

  /** Unknown when nvidia-smi has not answered for long. */
  GpuState asOf(Instant now) {
    return at != null && Duration.between(at, now).compareTo(FRESH) > 0 ? unknown() : this;
  }

  /** The card with the most memory in use; most have but one. */
  public Optional<RunEvent.Telemetry> fullest() {
    return cards.stream()
        .max(Comparator.comparingDouble(card -> card.memoryMib() == null ? 0 : card.memoryMib()));
  }
}
