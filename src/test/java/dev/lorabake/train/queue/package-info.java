@NullMarked
package dev.lorabake.train.queue;

import org.jspecify.annotations.NullMarked;
