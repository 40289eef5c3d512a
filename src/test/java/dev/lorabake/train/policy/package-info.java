@NullMarked
package dev.lorabake.train.policy;

import org.jspecify.annotations.NullMarked;
