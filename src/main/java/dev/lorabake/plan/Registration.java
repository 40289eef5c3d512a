package dev.lorabake.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which images a dataset trains on, and how often each in an epoch ({@code DreamBoothDataset} and
 * {@code FineTuningDataset} of train_util.py).
 */
final class Registration {
  private final Map<String, Registered> images = new LinkedHashMap<>();
  private long train;
  private long reg;

  private Registration() {}

  /** An image in the dataset; its repeats grow while regularisation images are balanced. */
  static final class Registered {
    private final SourceImage image;
    private long repeats;

    private Registered(SourceImage image, long repeats) {
      this.image = image;
      this.repeats = repeats;
    }

    SourceImage image() {
      return image;
    }

    long repeats() {
      return repeats;
    }
  }

  /**
   * Registers the images of a dataset.
   *
   * @param training false for the validation dataset that upstream makes of the same block
   * @param random the generator that the training's seed has started
   * @param infos lists of images that are read in place of folders, and written
   */
  static Registration of(
      DatasetSpec dataset,
      List<SubsetImages> subsets,
      boolean training,
      PythonRandom random,
      InfoCaches infos) {
    Registration registration = new Registration();
    registration.register(dataset, subsets, training, random, infos);
    return registration;
  }

  /** In the order of registration. */
  Collection<Registered> images() {
    return images.values();
  }

  /** Training images times repeats, as upstream prints it; doubles count. */
  long train() {
    return train;
  }

  /** Regularisation images times their own repeats, as upstream prints it: not what it uses. */
  long reg() {
    return reg;
  }

  private void register(
      DatasetSpec dataset,
      List<SubsetImages> subsets,
      boolean training,
      PythonRandom random,
      InfoCaches infos) {
    Set<String> seen = new HashSet<>();
    List<Registered> regImages = new ArrayList<>();
    for (SubsetImages subset : subsets) {
      SubsetSpec spec = subset.spec();
      boolean once = !training && dataset.kind() == DatasetKind.DREAMBOOTH;
      long repeats = once ? 1 : spec.repeats();
      if (repeats < 1 || seen.contains(spec.identity())) {
        continue;
      }
      List<SourceImage> own = ValidationSplit.part(dataset, infos.now(subset), training, random);
      infos.given(spec, own);
      if (own.isEmpty()) {
        continue; // upstream forgets the subset: its double counts then
      }
      seen.add(spec.identity());
      for (SourceImage image : own) {
        Registered registered = new Registered(image, repeats);
        if (spec.reg()) {
          regImages.add(registered);
        } else {
          images.put(image.key(), registered);
        }
      }
      if (spec.reg()) {
        reg += repeats * own.size();
      } else {
        train += repeats * own.size();
      }
    }
    balance(regImages);
  }

  /** Repeats regularisation images until they are as many as the training images. */
  private void balance(List<Registered> regImages) {
    long count = 0;
    boolean first = true;
    while (!regImages.isEmpty() && count < train) {
      if (!first && count + regImages.size() <= train) {
        long rounds = (train - count) / regImages.size();
        regImages.forEach(image -> image.repeats += rounds);
        count += rounds * regImages.size();
        continue;
      }
      for (Registered image : regImages) {
        if (first) {
          images.put(image.image.key(), image);
          count += image.repeats;
        } else {
          image.repeats++;
          count++;
        }
        if (count >= train) {
          break;
        }
      }
      first = false;
    }
  }
}
