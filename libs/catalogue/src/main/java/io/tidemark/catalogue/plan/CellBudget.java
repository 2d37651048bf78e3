package io.tidemark.catalogue.plan;

import java.util.concurrent.CancellationException;

/**
 * The memory that all questions of the process may take for cells at a time, in bytes, about. What does not fit PostgreSQL
 * adds up, which takes it longer, but does not grow this process.
 */
final class CellBudget {

    static final CellBudget OF_PROCESS = new CellBudget(Runtime.getRuntime().maxMemory() / 4);

    private final long all;
    private long left;

    CellBudget(long bytes) {
        this.all = bytes;
        this.left = bytes;
    }

    Share share() {
        return new Share();
    }

    /** There is not so much left. */
    static final class ExceededException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ExceededException() {
            super("not enough memory left for cells", null, false, false);
        }
    }

    /** What one question takes of it. */
    final class Share {

        private long taken;
        private boolean isOver;

        /**
         * Takes more, unless as much is taken already.
         *
         * @throws ExceededException if there is not so much left; then nothing more is taken
         */
        void raiseTo(long bytes) {
            synchronized (CellBudget.this) {
                if (isOver) {
                    throw new CancellationException();
                }
                var more = bytes - taken;
                if (more > left) {
                    throw new ExceededException();
                }
                if (more > 0) {
                    left -= more;
                    taken += more;
                }
            }
        }

        /** The most that may be on its way at a time. */
        long onItsWay() {
            return all / 3;
        }

        /** Gives all of it back, once. */
        void giveBack() {
            synchronized (CellBudget.this) {
                isOver = true;
                left += taken;
                taken = 0;
            }
        }
    }
}
