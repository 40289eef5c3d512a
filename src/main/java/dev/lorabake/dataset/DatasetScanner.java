package dev.lorabake.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images of a subset as upstream does, with their captions and the sizes in their
 * headers. What cannot be read is part of the answer and never an exception.
 */
public final class DatasetScanner {
  private final SizeReading reading;
  private final Scanning scanning;

  /** A scanner that reads every file. */
  public DatasetScanner(SizeReading reading) {
    this(reading, Scanning.PLAIN);
  }

  /**
   * @param reading how upstream takes the sizes
   */
  public DatasetScanner(SizeReading reading, Scanning scanning) {
    this.reading = reading;
    this.scanning = scanning;
  }

  /**
   * The images right in the folder, sorted by name as Python sorts ({@code glob_images} of
   * train_util.py); folders within it are not searched.
   *
   * @throws ScanCancelled when somebody did not want to wait
   */
  public ImageFolder scan(Path folder, CaptionRule rule) {
    List<Entry> images = new ArrayList<>();
    Set<String> others = new HashSet<>();
    String problem = list(folder, images, others);
    if (problem != null) {
      return new ImageFolder(folder.toString(), List.of(), problem);
    }
    images.sort((one, other) -> ImageNames.compareAsPython(one.name, other.name));
    CaptionFiles captionFiles = new CaptionFiles(folder, others, rule);
    FolderMemory memory = memory(folder, rule.toString());
    ImageFile[] found = new ImageFile[images.size()];
    Parallel.forEach(
        found.length,
        watch(),
        () -> {
          ImageReader reader = new ImageReader(reading, memory);
          return i -> {
            Entry entry = images.get(i);
            Caption caption = reader.caption(captionFiles, entry.path, entry.name);
            found[i] = reader.image(entry.path, entry.name, entry.path.toString(), caption);
          };
        });
    memory.save(true);
    return new ImageFolder(
        folder.toString(), List.of(found), null, Collections.unmodifiableSet(others));
  }

  /**
   * The images that a metadata file names ({@code in_json}, {@code metadata_file}).
   *
   * @param imageDir the folder that relative names count from, {@code null} for none
   */
  public ImageFolder scanMetadata(Path file, @Nullable Path imageDir) {
    MetadataFile metadata = MetadataFile.read(file);
    if (metadata.problem() != null) {
      return new ImageFolder(file.toString(), List.of(), metadata.problem());
    }
    List<MetadataFile.Entry> entries = metadata.entries();
    FolderMemory memory = memory(file, "named by it, from " + imageDir);
    ImageFile[] found = new ImageFile[entries.size()];
    Parallel.forEach(
        found.length,
        watch(),
        () -> {
          ImageReader reader = new ImageReader(reading, memory);
          return i -> found[i] = reader.named(entries.get(i), imageDir);
        });
    memory.save(true);
    return new ImageFolder(file.toString(), List.of(found), null);
  }

  /** Sizes differ by the way of reading, and captions by their rule. */
  private FolderMemory memory(Path folder, String how) {
    return scanning.memory("images\n" + folder.toAbsolutePath() + "\n" + reading + "\n" + how);
  }

  private Parallel.Watch watch() {
    return new Parallel.Watch(Progress.Work.READING_IMAGES, scanning.progress());
  }

  private record Entry(Path path, String name) {}

  /** Fills both collections; answers why the folder cannot be read, or null. */
  private @Nullable String list(Path folder, List<Entry> images, Set<String> others) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        String name = path.getFileName().toString();
        if (ImageNames.isImage(name, reading)) {
          images.add(new Entry(path, name));
        } else {
          others.add(name);
        }
      }
      return null;
    } catch (NoSuchFileException e) {
      return "there is no such folder";
    } catch (AccessDeniedException e) {
      return "it may not be read by this user";
    } catch (DirectoryIteratorException | UncheckedIOException e) {
      return "it cannot be listed: " + e.getMessage();
    } catch (IOException e) {
      return Files.exists(folder) ? "it is no folder" : "it cannot be read: " + e.getMessage();
    }
  }
}
