package dev.lorabake.train.queue;

import dev.lorabake.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where trainings run beside each other: each slot has GPUs of its own.
 *
 * @param devices of each slot, as {@code CUDA_VISIBLE_DEVICES} says it; empty for one slot that has
 *     whatever there is
 */
public record GpuSlots(List<String> devices) {
  private static final Pattern DEVICE = Pattern.compile("\\d{1,3}|(GPU|MIG)-[0-9A-Za-z/-]+");

  /** One training at a time, on whatever there is. */
  public static final GpuSlots ONE = new GpuSlots(List.of());

  /**
   * Reads {@code 0,1}: one training on each; {@code 0+1,2+3} gives each two.
   *
   * @throws UserError for what names no GPU, or one twice
   */
  public static GpuSlots of(String text) {
    List<String> slots = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (String slot : text.split(",", -1)) {
      List<String> devices = Arrays.stream(slot.split("\\+", -1)).map(String::strip).toList();
      all.addAll(devices);
      slots.add(String.join(",", devices));
    }
    boolean known = all.stream().allMatch(device -> DEVICE.matcher(device).matches());
    if (!known || new LinkedHashSet<>(all).size() < all.size()) {
      throw new UserError(
          "--gpus " + text + " names no GPU somewhere, or one twice",
          "write --gpus 0,1 for a training on each, --gpus 0+1 for one on both");
    }
    return new GpuSlots(List.copyOf(slots));
  }

  /**
   * A slot's devices, empty text for whatever there is; no slot where all are in use.
   *
   * @param used devices of the trainings that run, {@code null} among them for unknown ones
   */
  Optional<String> free(Collection<@Nullable String> used) {
    if (used.size() >= Math.max(1, devices.size())) {
      return Optional.empty();
    }
    return devices.isEmpty()
        ? Optional.of("")
        : devices.stream()
            .filter(slot -> used.stream().noneMatch(one -> meet(one, slot)))
            .findFirst();
  }

  private static boolean meet(@Nullable String used, String slot) {
    return used != null
        && Arrays.asList(slot.split(",")).stream()
            .anyMatch(Arrays.asList(used.split(","))::contains);
  }

  /** What the trainer of a slot is given; numbers count as nvidia-smi counts, not by speed. */
  static Map<String, String> environment(@Nullable String gpu, Map<String, String> variables) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (gpu != null) {
      environment.put("CUDA_VISIBLE_DEVICES", gpu);
      if (variables.getOrDefault("CUDA_DEVICE_ORDER", "").isEmpty()) {
        environment.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
      }
    }
    return environment;
  }
}
