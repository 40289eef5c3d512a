package dev.lorabake.train;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.train.Doctor.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code doctor} says of the machine itself: Java, processor, memory, disk, cards. */
final class MachineItems {
  private static final long GIB = 1L << 30;

  /** Reading a checkpoint of SDXL or FLUX.1 takes this much main memory and more. */
  private static final long LITTLE_MEMORY = 12 * GIB;

  /** Some checkpoints and the latents of some hundred pictures. */
  private static final long LITTLE_DISK = 10 * GIB;

  private MachineItems() {}

  static List<Item> of(Machine machine, Path folder) {
    List<Item> items = new ArrayList<>();
    items.add(Item.good("java", System.getProperty("java.vm.name") + " " + Runtime.version()));
    items.add(memory(machine));
    items.add(disk(folder));
    if (machine.gpus().isEmpty()) {
      items.add(
          Item.warning(
              "gpu",
              "none: nvidia-smi is missing or finds no card",
              "training on the CPU takes days; --gpu CARD plans for a machine to rent"));
    }
    machine.gpus().forEach(gpu -> items.add(gpu(gpu)));
    return items;
  }

  private static Item memory(Machine machine) {
    Long bytes = machine.memoryBytes();
    if (bytes == null) {
      return Item.good("machine", machine.cpuCores() + " cores");
    }
    String what = machine.cpuCores() + " cores, " + gib(bytes) + " of memory";
    return bytes >= LITTLE_MEMORY
        ? Item.good("machine", what)
        : Item.warning(
            "machine",
            what,
            "enough for Stable Diffusion 1.5; lowram = true takes less of it for larger models");
  }

  private static Item disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String what = gib(free) + " free at " + folder;
      return free >= LITTLE_DISK
          ? Item.good("disk", what)
          : Item.warning(
              "disk", what, "free some, or write elsewhere: output_dir; plan FILE tells the need");
    } catch (IOException e) {
      return Item.warning("disk", "nothing is known of it: " + e.getMessage(), "df -h . tells it");
    }
  }

  private static Item gpu(Gpu gpu) {
    String free = gpu.freeBytes() == null ? "" : " (" + gib(gpu.freeBytes()) + " free)";
    return Item.good(
        "gpu",
        gpu.name()
            + ", "
            + gib(gpu.memoryBytes())
            + free
            + ", compute capability "
            + gpu.computeCapability()
            + ", driver "
            + gpu.driver());
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
