package io.hania.access.e2e.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The known answers to request targets and framings: each row is refused, with the same status at every door. */
final class KnownAnswers {
    private static final String BOTS = "/api/v1/bots";

    private KnownAnswers() {}

    /**
     * One attack.
     *
     * @param name as in the list of attacks
     * @param status of the one answer
     * @param start what stands before the door's credential
     * @param rest what follows it
     */
    record Row(String name, int status, String start, String rest) {
        String bytes(Door door) {
            return start + door.credential() + rest;
        }

        @Override
        public String toString() {
            return name.replaceAll("\\p{Cntrl}+", " ");
        }
    }

    static List<Row> targets() {
        List<Row> rows = new ArrayList<>();
        segments(rows);
        encodings(rows);
        forms(rows);
        return rows;
    }

    /** Paths that mean different things to different readers. */
    private static void segments(List<Row> rows) {
        add(rows, "two readings: empty segment", "//api/v1/bots", "/api/v1//bots", "/api//v1/bots", "/api/v1/bots//");
        add(
                rows,
                "traversal",
                "/api/v1/x/../bots",
                "/q/health/../api/v1/bots",
                "/api/v1/./bots",
                "/..",
                "/.",
                "/api/v1/..");
        add(
                rows,
                "decoded later: %2e",
                "/api/v1/%2e%2e/bots",
                "/%2E/x",
                "/api/v1/.%2e/bots",
                "/api/v1/%252e%252e/bots");
        add(rows, "dots with a parameter", "/api/v1/..;/bots", "/api/v1/..;x=1/bots", "/.;/api/v1/bots");
        add(rows, "matrix parameters", "/api/v1/bots;x=1", "/api;x/v1/bots", "/;/api/v1/bots", "/api/v1/bots;");
    }

    /** What somebody behind us would decode. */
    private static void encodings(List<Row> rows) {
        add(
                rows,
                "encoded delimiters",
                "/api%2Fv1%2Fbots",
                "/api/v1/bots%3Bx",
                "/api/v1%5cbots",
                "/api/v1/bots%3fx",
                "/api/v1/bots%23");
        add(
                rows,
                "encoded controls",
                "/api/v1/bots%00",
                "/api/v1/bots%0d%0aX:1",
                "/api/v1/bots%7f",
                "/api/v1/bots?x=%0d%0a");
        add(
                rows,
                "needless or overlong encoding",
                "/api/v1/b%6fts",
                "/api/v1/%c0%ae%c0%ae/bots",
                "/api/v1/bots%ed%a0%80");
        add(rows, "bad encoding", "/api/v1/bots%", "/api/v1/bots%4", "/api/v1/bots%zz", "/api/v1/bots%u002f");
    }

    /** What is no path, or too long a one. */
    private static void forms(List<Row> rows) {
        add(
                rows,
                "raw characters",
                "/api/v1\\bots",
                "/api/v1/bots#x",
                "/api/v1/caf\u00e9",
                "/api/v1/bots\u007f",
                "/a\tb",
                "/a b",
                "/a<b>");
        add(
                rows,
                "proxy forms",
                "http://other/api/v1/bots",
                "https://other:443/api/v1/bots",
                "*",
                "other:443",
                "api/v1/bots",
                "?x");
        rows.add(request("proxy form: OPTIONS *", 400, "OPTIONS *"));
        rows.add(request("proxy form: TRACE", 405, "TRACE " + BOTS));
        rows.add(request("proxy form: CONNECT", 405, "CONNECT other:443"));
        rows.add(request("URI over 8 KB: 414", 414, "GET /" + "a".repeat(8300)));
    }

    static List<Row> framings() {
        List<Row> rows = new ArrayList<>();
        lengths(rows);
        fields(rows);
        heads(rows);
        return rows;
    }

    /** Where the body ends, said in two ways or in a wrong one. */
    private static void lengths(List<Row> rows) {
        body(
                rows,
                "Content-Length with Transfer-Encoding",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5");
        body(
                rows,
                "two lengths",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5, 5");
        body(
                rows,
                "odd length",
                "Content-Length: +5",
                "Content-Length: -1",
                "Content-Length: 0x5",
                "Content-Length: 5 5",
                "Content-Length:",
                "Content-Length: 99999999999999999999");
        body(
                rows,
                "blank before the colon",
                "Transfer-Encoding : chunked",
                "Content-Length : 5",
                "Transfer-Encoding\t: chunked");
        body(
                rows,
                "odd coding",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked, chunked");
    }

    /** Header lines that are none. */
    private static void fields(List<Row> rows) {
        body(rows, "folded header", "X: a\r\n b", "X: a\r\n\tTransfer-Encoding: chunked", " X: a");
        body(rows, "bare CR, LF or NUL", "X: a\rY: b", "X: a\nY: b", "X: a\0b", "X\0: a");
        body(rows, "malformed header", "no colon", ": a", "X y: a");
        body(rows, "two Hosts", "Host: other", "host: h");
        rows.add(new Row("no Host", 400, "GET " + BOTS + " HTTP/1.1\r\n", "\r\n"));
        for (String host : List.of("", "a, b", "a/b", "user@a")) {
            rows.add(new Row("odd Host: " + host, 400, "GET " + BOTS + " HTTP/1.1\r\nHost: " + host + "\r\n", "\r\n"));
        }
    }

    /** Versions, first bytes, and heads that are too long. */
    private static void heads(List<Row> rows) {
        for (String line : List.of("HTTP/2.0", "HTTP/1.2", "http/1.1", "HTTP/1.1 ", " HTTP/1.1", "")) {
            rows.add(new Row("odd version: " + line, 400, "GET " + BOTS + " " + line + "\r\nHost: h\r\n", "\r\n"));
        }
        rows.add(new Row(
                "HTTP/1.0 with chunked",
                400,
                "POST " + BOTS + " HTTP/1.0\r\nHost: h\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
        rows.add(new Row("a blank line first", 400, "\r\nGET " + BOTS + " HTTP/1.1\r\nHost: h\r\n", "\r\n"));
        rows.add(new Row("nothing but bare line feeds", 400, "GET " + BOTS + " HTTP/1.1\nHost: h\n\n", ""));
        rows.add(new Row(
                "HTTP/2 preface, as for a rapid reset", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\4\0\0\0\0\0"));
        rows.add(new Row(
                "headers over 16 KB: 431",
                431,
                "GET " + BOTS + " HTTP/1.1\r\nHost: h\r\n",
                "X: " + "y".repeat(17_000) + "\r\n\r\n"));
    }

    /** The ends of chunked bodies that begin well. */
    static Stream<String> badChunks() {
        return Stream.of(
                "z\r\n",
                "-1\r\n",
                " 5\r\n",
                "0x5\r\n",
                "5 \r\n",
                "5\nhello\n",
                "5\r\nhelloX\r\n",
                "ffffffffffffffffff\r\n",
                "\r\n");
    }

    private static void add(List<Row> rows, String name, String... targets) {
        for (String target : targets) {
            rows.add(request(name + ": " + target, 400, "GET " + target));
        }
    }

    private static Row request(String name, int status, String line) {
        return new Row(name, status, line + " HTTP/1.1\r\nHost: h\r\n", "Connection: close\r\n\r\n");
    }

    private static void body(List<Row> rows, String name, String... headers) {
        for (String header : headers) {
            rows.add(new Row(
                    name + ": " + header,
                    400,
                    "POST " + BOTS + " HTTP/1.1\r\nHost: h\r\n",
                    header + "\r\n\r\n0\r\n\r\n"));
        }
    }
}
