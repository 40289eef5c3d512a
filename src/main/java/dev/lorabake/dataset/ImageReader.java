package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** One thread's reader of images and captions, with the buffers it keeps. */
final class ImageReader {
  private final SizeReading reading;
  private final HeadReader head = new HeadReader();
  private final FolderMemory memory;
  private final CaptionReader captions;

  ImageReader(SizeReading reading, FolderMemory memory) {
    this.reading = reading;
    this.memory = memory;
    this.captions = new CaptionReader(memory);
  }

  Caption caption(CaptionFiles files, Path image, String imageName) {
    try {
      return files.of(image, imageName, captions);
    } catch (IOException e) {
      return Caption.MISSING;
    }
  }

  /**
   * The image of that file.
   *
   * @param key by which it is remembered
   * @param name as upstream will call it
   */
  ImageFile image(Path file, String key, String name, Caption caption) {
    try {
      FileIdentity identity = memory.lasts() ? FileIdentity.of(file) : null;
      FolderMemory.Fact known = identity == null ? null : memory.find(key, identity);
      FolderMemory.Fact fact = known == null ? read(file, ImageNames.isJxl(name)) : known;
      if (identity != null && known == null) {
        memory.keep(key, identity, fact);
      }
      int width = (int) (fact.first() >>> 32);
      ImageTraits traits = ImageTraits.of(fact.second());
      return new ImageFile(name, width, (int) fact.first(), caption, null, traits);
    } catch (UnreadableImage e) {
      return unreadable(name, caption, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return unreadable(name, caption, "there is no such file");
    } catch (AccessDeniedException e) {
      return unreadable(name, caption, "it may not be read by this user");
    } catch (IOException e) {
      return unreadable(name, caption, "it cannot be read: " + e.getMessage());
    }
  }

  private FolderMemory.Fact read(Path file, boolean jxl) throws IOException, UnreadableImage {
    try (head) {
      if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
        // whoever opened a pipe would wait for its other end, as sd-scripts will
        throw new UnreadableImage("it is a pipe or a device, and no file");
      }
      head.open(file);
      ImageSize size = ImageHeader.size(head, reading, jxl);
      long sides = (long) size.width() << 32 | size.height();
      return new FolderMemory.Fact(sides, TraitReader.read(head, reading, jxl).bits(), "");
    }
  }

  /** The image of a metadata file's entry, whose own size counts before the header's. */
  ImageFile named(MetadataFile.Entry entry, @Nullable Path imageDir) {
    ImageSize size = entry.size();
    try {
      Path file = imageDir == null ? Path.of(entry.name()) : imageDir.resolve(entry.name());
      if (!file.isAbsolute()) {
        return unreadable(entry.name(), entry.caption(), "its relative name needs an image_dir");
      }
      if (size != null) {
        return new ImageFile(
            entry.name(), size.width(), size.height(), entry.caption(), null, ImageTraits.PLAIN);
      }
      return image(file, file.toString(), entry.name(), entry.caption());
    } catch (InvalidPathException e) {
      return unreadable(entry.name(), entry.caption(), "its name is no path");
    }
  }

  private static ImageFile unreadable(String name, Caption caption, String why) {
    return new ImageFile(name, 0, 0, caption, why, ImageTraits.PLAIN);
  }
}
