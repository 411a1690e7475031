package io.hania.access.link;

import io.hania.access.decision.Question;
import org.jspecify.annotations.Nullable;

/**
 * The questions of one client that have no answer yet: found by id, bounded in number, kept from the oldest to the
 * youngest. An id is a slot in its low half and a generation in its high half, so a late answer to a question that has
 * been given up finds nothing.
 */
final class PendingQuestions {
    private static final int SLOT_BITS = 16;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final @Nullable Pending[] slots;
    private final int[] free;
    private int freeCount;
    private int generation;
    private @Nullable Pending oldest;
    private @Nullable Pending youngest;

    PendingQuestions(int most) {
        slots = new Pending[most];
        free = new int[most];
        for (int i = 0; i < most; i++) {
            free[i] = most - 1 - i;
        }
        freeCount = most;
    }

    int size() {
        return slots.length - freeCount;
    }

    @Nullable
    Pending oldest() {
        return oldest;
    }

    /** Null if there are too many. */
    @Nullable
    Pending add(Question question, Reply reply, long now) {
        if (freeCount == 0) {
            return null;
        }
        int slot = free[--freeCount];
        Pending pending = new Pending(question, reply, ++generation << SLOT_BITS | slot, now);
        slots[slot] = pending;
        pending.older = youngest;
        if (youngest == null) {
            oldest = pending;
        } else {
            youngest.younger = pending;
        }
        youngest = pending;
        return pending;
    }

    /** The question with that id; null if there is none. */
    @Nullable
    Pending get(int id) {
        int slot = id & SLOT_MASK;
        Pending pending = slot < slots.length ? slots[slot] : null;
        return pending == null || pending.id != id ? null : pending;
    }

    /** The question with that id, which is pending no longer; null if there is none. */
    @Nullable
    Pending remove(int id) {
        Pending pending = get(id);
        if (pending == null) {
            return null;
        }
        int slot = id & SLOT_MASK;
        slots[slot] = null;
        free[freeCount++] = slot;
        unlink(pending);
        return pending;
    }

    private void unlink(Pending pending) {
        Pending older = pending.older;
        Pending younger = pending.younger;
        if (older == null) {
            oldest = younger;
        } else {
            older.younger = younger;
        }
        if (younger == null) {
            youngest = older;
        } else {
            younger.older = older;
        }
        pending.older = null;
        pending.younger = null;
    }
}
