package dev.lorabake.foreign.aitoolkit;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.Mapping;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Control images (toolkit/config_modules.py, {@code SampleConfig} and its prompt flags). */
final class Samples {
  private static final String LIST = "sample.samples";

  /** Flags that a prompt may end with, to keys of a sample; those not named are lost. */
  private static final Map<String, String> FLAGS =
      Map.ofEntries(
          Map.entry("n", "negative_prompt"),
          Map.entry("w", "width"),
          Map.entry("h", "height"),
          Map.entry("d", "seed"),
          Map.entry("seed", "seed"),
          Map.entry("s", "sample_steps"),
          Map.entry("steps", "sample_steps"),
          Map.entry("l", "scale"),
          Map.entry("cfg", "scale"));

  private final Job job;
  private final Mapping to;

  private Samples(Job job) {
    this.job = job;
    this.to = job.to();
  }

  static void map(Job job) {
    new Samples(job).map();
  }

  private void map() {
    Key prompts = job.key("sample.prompts");
    List<String> items = job.keys().items(LIST);
    int count = 0;
    if (items.isEmpty()) {
      boolean changed = false;
      for (Object item : prompts.list()) {
        changed |= sample(String.valueOf(item), prompts, count++, "");
      }
      if (!prompts.list().isEmpty()) {
        prompts.mapped(all("prompt"));
        if (changed) {
          prompts.approximated("flags within a prompt that sd-scripts has not are left out");
        }
      }
    } else {
      if (prompts.says()) {
        prompts.dropped("sample.samples stands above it");
      }
      for (String item : items) {
        Key prompt = job.key(item + ".prompt");
        if (prompt.says()) {
          boolean changed = sample(prompt.text().orElse(""), prompt, count++, item);
          prompt.mapped("sample[" + (to.draft().samples().size() - 1) + "].prompt");
          if (changed) {
            prompt.approximated("flags within a prompt that sd-scripts has not are left out");
          }
        } else {
          count++;
          job.keys().under(item).forEach(key -> key.dropped("a sample without a prompt"));
        }
      }
    }
    common();
    when(!to.draft().samples().isEmpty());
  }

  /** A key of every sample, as the report names it. */
  private String[] all(String key) {
    return IntStream.range(0, to.draft().samples().size())
        .filter(i -> to.draft().samples().get(i).has(key))
        .mapToObj(i -> "sample[" + i + "]." + key)
        .toArray(String[]::new);
  }

  /** What holds for all of them was put into each. */
  private void common() {
    for (String name : List.of("width", "height", "sample_steps", "seed")) {
      job.key("sample." + name).mapped(all(name));
    }
    boolean flux = job.family().equals("flux");
    job.key("sample.guidance_scale").mapped(all(flux ? "guidance_scale" : "scale"));
    Key negative = job.key("sample.neg");
    if (negative.says() && negative.value() instanceof String) {
      negative.mapped(all("negative_prompt"));
    } else {
      negative.unset();
    }
    Key walk = job.key("sample.walk_seed");
    if (walk.flag(false)) {
      walk.mapped(all("seed"));
    } else {
      walk.unset();
    }
    Key sampler = job.key("sample.sampler");
    String word = sampler.text().orElse("ddpm");
    if (job.flow() || word.equals("ddpm")) {
      sampler.mappedAs("sd-scripts makes control images in its own way");
    } else if (word.startsWith("euler")) {
      to.set(sampler, "sample_sampler", word.equals("euler_a") ? "euler_a" : "euler");
    } else {
      sampler.dropped("sd-scripts has no such sampler and takes ddim");
    }
  }

  private void when(boolean any) {
    Key every = job.key("sample.sample_every");
    Key off = job.key("train.disable_sampling");
    Key skip = job.key("train.skip_first_sample");
    Key force = job.key("train.force_first_sample");
    Key start = job.key("sample.sample_start_step");
    if (off.flag(false) || !any) {
      off.mapped();
      String why = "no control images are made";
      if (every.says()) {
        every.mappedAs(why);
      }
      List.of(skip, force, start).forEach(Key::unset);
      return;
    }
    off.unset();
    to.setOrAdd(every, "sample_every_n_steps", job.steps(every.number(100)), Job.OWN);
    force.unset();
    if (start.number(0) > 0) {
      start.dropped("sd-scripts begins with the first interval");
    } else {
      start.unset();
    }
    if (skip.flag(false)) {
      skip.mapped();
    } else {
      to.setOrAdd(skip, "sample_at_first", true, Job.OWN);
    }
  }

  /**
   * Adds one.
   *
   * @param item prefix of its own keys, empty where it has none
   * @return whether something within the prompt was lost
   */
  private boolean sample(String text, Key prompt, int index, String item) {
    String[] parts = job.named(text).replaceAll("\\s*\\R\\s*", " ").split("--", -1);
    if (parts[0].isBlank()) {
      return true;
    }
    Draft.Table sample = to.draft().sample();
    sample.set("prompt", parts[0].strip(), prompt.place());
    String scale = job.family().equals("flux") ? "guidance_scale" : "scale";
    Key negative = own(item, "neg");
    if (negative.value() instanceof String words && !words.isBlank()) {
      sample.set("negative_prompt", words.replaceAll("\\s*\\R\\s*", " ").strip(), negative.place());
    }
    sample.set("width", own(item, "width").whole(512), null);
    sample.set("height", own(item, "height").whole(512), null);
    sample.set("sample_steps", own(item, "sample_steps").whole(20), null);
    sample.set(scale, own(item, "guidance_scale").number(7), null);
    Key seed = item.isEmpty() ? job.key("sample.seed") : job.key(item + ".seed");
    long first = job.key("sample.seed").whole(0);
    long walked = job.key("sample.walk_seed").flag(false) ? first + index : first;
    sample.set("seed", item.isEmpty() || !seed.says() ? walked : seed.whole(walked), null);
    for (String name :
        List.of("neg", "width", "height", "sample_steps", "guidance_scale", "seed")) {
      if (!item.isEmpty()) {
        job.key(item + "." + name)
            .mapped(
                "sample["
                    + (to.draft().samples().size() - 1)
                    + "]."
                    + (name.equals("neg") ? "negative_prompt" : name));
      }
    }
    boolean lost = false;
    for (int i = 1; i < parts.length; i++) {
      lost |= !flag(sample, parts[i], scale, prompt);
    }
    return lost;
  }

  private Key own(String item, String name) {
    Key own = job.key(item + "." + name);
    return !item.isEmpty() && own.says() ? own : job.key("sample." + name);
  }

  private static boolean flag(Draft.Table sample, String part, String scale, Key prompt) {
    int blank = part.indexOf(' ');
    String name = blank < 0 ? part.strip() : part.substring(0, blank).strip();
    String value = blank < 0 ? "" : part.substring(blank).strip();
    String key = FLAGS.get(name);
    if (key == null || value.isEmpty()) {
      return false;
    }
    try {
      switch (key) {
        case "negative_prompt" -> sample.set(key, value, prompt.place());
        case "scale" -> sample.set(scale, Double.valueOf(value), prompt.place());
        default -> sample.set(key, Long.valueOf(value), prompt.place());
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
