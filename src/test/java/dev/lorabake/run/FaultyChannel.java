package dev.lorabake.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file whose writes do as a test says: a part of them, nothing, or the end of the program. */
final class FaultyChannel extends FileChannel {
  private final FileChannel file;
  private final Fault fault;

  FaultyChannel(FileChannel file, Fault fault) {
    this.file = file;
    this.fault = fault;
  }

  /** What happens instead of a write, or of what forces it to the disk. */
  interface Fault {
    /**
     * Called before a write.
     *
     * @return how many of the bytes are written; all of them where nothing is wrong
     */
    int before(int bytes) throws IOException;

    /** Called after so many were, where they were not all. */
    void after() throws IOException;

    void force() throws IOException;
  }

  /** Stands for the death of the program: nothing after it is done any more. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int all = bytes.remaining();
    int some = Math.min(all, fault.before(all));
    ByteBuffer part = bytes.slice(bytes.position(), some);
    while (part.hasRemaining()) {
      file.write(part);
    }
    bytes.position(bytes.position() + some);
    if (some < all) {
      fault.after();
    }
    return some;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    fault.force();
    file.force(metaData);
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return file.read(bytes);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return file.read(bytes, position);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    return file.read(buffers, offset, length);
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) {
    throw new UnsupportedOperationException("the journal writes one buffer at a time");
  }

  @Override
  public int write(ByteBuffer bytes, long position) {
    throw new UnsupportedOperationException("the journal writes at its end");
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return file.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return file.transferFrom(source, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return file.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return file.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
