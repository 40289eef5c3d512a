/** The queue: several trainings one after another, or one a GPU, that no death loses or doubles. */
@NullMarked
package dev.lorabake.train.queue;

import org.jspecify.annotations.NullMarked;
