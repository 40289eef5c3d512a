package dev.lorabake.weights;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The element types of safetensors (safetensors/src/tensor.rs) whose values can be judged. */
enum Dtype {
  F64(8) {
    @Override
    boolean finite(ByteBuffer values, int at) {
      return Double.isFinite(values.getDouble(at));
    }

    @Override
    boolean zero(ByteBuffer values, int at) {
      return values.getDouble(at) == 0;
    }
  },
  F32(4) {
    @Override
    boolean finite(ByteBuffer values, int at) {
      return Float.isFinite(values.getFloat(at));
    }

    @Override
    boolean zero(ByteBuffer values, int at) {
      return values.getFloat(at) == 0;
    }
  },
  F16(2) {
    @Override
    boolean finite(ByteBuffer values, int at) {
      return (values.getShort(at) & 0x7c00) != 0x7c00;
    }

    @Override
    boolean zero(ByteBuffer values, int at) {
      return (values.getShort(at) & 0x7fff) == 0;
    }
  },
  BF16(2) {
    @Override
    boolean finite(ByteBuffer values, int at) {
      return (values.getShort(at) & 0x7f80) != 0x7f80;
    }

    @Override
    boolean zero(ByteBuffer values, int at) {
      return (values.getShort(at) & 0x7fff) == 0;
    }
  },
  F8_E5M2(1) {
    @Override
    boolean finite(ByteBuffer values, int at) {
      return (values.get(at) & 0x7c) != 0x7c;
    }

    @Override
    boolean zero(ByteBuffer values, int at) {
      return (values.get(at) & 0x7f) == 0;
    }
  },
  /** Knows no infinity; one bit pattern a sign is NaN. */
  F8_E4M3(1) {
    @Override
    boolean finite(ByteBuffer values, int at) {
      return (values.get(at) & 0x7f) != 0x7f;
    }

    @Override
    boolean zero(ByteBuffer values, int at) {
      return (values.get(at) & 0x7f) == 0;
    }
  };

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one element. */
  int bytes() {
    return bytes;
  }

  /** Whether the element at a byte position is neither NaN nor infinite. */
  abstract boolean finite(ByteBuffer values, int at);

  /** Whether the element at a byte position is zero of either sign. */
  abstract boolean zero(ByteBuffer values, int at);

  /** The floating type of that name, null for whole numbers, truth values and unknown names. */
  static @Nullable Dtype floating(String name) {
    for (Dtype dtype : values()) {
      if (dtype.name().equals(name)) {
        return dtype;
      }
    }
    return null;
  }

  /** Bytes an element takes; 0 where the name is unknown, so that newer types can be read. */
  static int bytesOf(String name) {
    return switch (name) {
      case "F64", "I64", "U64", "C64" -> 8;
      case "F32", "I32", "U32" -> 4;
      case "F16", "BF16", "I16", "U16" -> 2;
      case "I8", "U8", "BOOL", "F8_E5M2", "F8_E4M3", "F8_E8M0" -> 1;
      default -> 0;
    };
  }
}
