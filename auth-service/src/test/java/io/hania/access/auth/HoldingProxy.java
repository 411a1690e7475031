package io.hania.access.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between a service and a store, and can hold what the store answers, or what the service sends, or cut it off. */
final class HoldingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Gate answers = new Gate();
    private final Gate requests = new Gate();
    private volatile boolean cut;

    HoldingProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on the store's answers are kept back. */
    void holdAnswers() {
        answers.shut();
    }

    /** From now on nothing reaches the store. */
    void holdRequests() {
        requests.shut();
    }

    /** Waits until something was kept back. */
    void awaitHeld() {
        answers.awaitHeld();
    }

    void awaitHeldRequest() {
        requests.awaitHeld();
    }

    void release() {
        answers.open();
        requests.open();
    }

    /** Breaks every connection and takes no new ones. */
    void cut() {
        cut = true;
        sockets.forEach(HoldingProxy::close);
        release();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket in = server.accept();
                if (cut) {
                    in.close();
                    continue;
                }
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(in);
                sockets.add(out);
                Thread.ofVirtual().start(() -> pump(in, out, requests));
                Thread.ofVirtual().start(() -> pump(out, in, answers));
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[65536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                gate.pass();
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException gone) {
            Thread.onSpinWait();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets through or holds, and knows whether something waits. */
    private static final class Gate {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean shut;
        private int held;

        void shut() {
            set(true);
        }

        void open() {
            set(false);
        }

        void pass() {
            lock.lock();
            try {
                held++;
                changed.signalAll();
                while (shut) {
                    changed.awaitUninterruptibly();
                }
                held--;
            } finally {
                lock.unlock();
            }
        }

        void awaitHeld() {
            lock.lock();
            try {
                while (held == 0) {
                    changed.awaitUninterruptibly();
                }
            } finally {
                lock.unlock();
            }
        }

        private void set(boolean value) {
            lock.lock();
            try {
                shut = value;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
