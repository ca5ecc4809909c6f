// Open-loop HTTP/1.1 load at a fixed rate: latency counts from the moment a request was due, so a stall is not hidden.
// usage: openloop ADDRESS PORT TARGET HOST CONNECTIONS RATE SECONDS BODY
//   TARGET is the request-target as sent: /hello, or http://server2/hello for a forward proxy.
//   BODY is the content-length that a good answer has.
//   Waits up to 20 s for the port to accept, so it can be started before the server: then it measures a cold start.
// prints one JSON line: requests, errors, not2xx, p50, p99, p999, max (microseconds), and the same for those due in the
// first 500 ms. An answer without the right content-length is an error, as is one that never came.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000L
#define FIRST (SECOND / 2)  // "the first 500 ms"
#define ACCEPT_LIMIT (20 * SECOND)
#define LAST_ANSWERS (10 * SECOND)  // how long after the last request answers may still come
#define TIMER ~0u

struct conn {
    int fd;
    long due;  // when the request under way was due; 0: none
    char head[8192];
    int have;  // bytes of the head so far
    long body;  // bytes of the body still to come, once the head is complete
    int in_body;
};

static struct conn *conns;
static int *idle, idle_first, idle_count, conn_count, alive, epoll, timer;
static long expected_body, done, errors, not2xx, start, first_count, *latencies, *first;

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

static long micros_at(const long *sorted, long n, double q) { return n ? sorted[(long)(q * (n - 1))] / 1000 : -1; }

static int dial(struct sockaddr_in *address) {
    for (long since = now(); now() - since < ACCEPT_LIMIT; usleep(500)) {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (!connect(fd, (struct sockaddr *)address, sizeof *address)) {
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
            fcntl(fd, F_SETFL, O_NONBLOCK);
            return fd;
        }
        close(fd);
    }
    return -1;
}

// A connection that failed takes its request with it and is not used again.
static void lost(struct conn *c) {
    if (c->due) errors++;
    c->due = 0;
    alive--;
    epoll_ctl(epoll, EPOLL_CTL_DEL, c->fd, 0);
    close(c->fd);
}

static void answered(struct conn *c, long at) {
    latencies[done++] = at - c->due;
    if (c->due - start < FIRST) first[first_count++] = at - c->due;
    c->due = 0;
    c->have = c->in_body = 0;
    idle[(idle_first + idle_count++) % conn_count] = (int)(c - conns);
}

// Takes n bytes of an answer; 0: this is none that we can follow.
static int take(struct conn *c, const char *bytes, int n, long at) {
    if (!c->due) return 0;  // nobody asked
    if (!c->in_body) {
        if (c->have + n >= (int)sizeof c->head) return 0;
        memcpy(c->head + c->have, bytes, n);
        c->have += n;
        c->head[c->have] = 0;
        char *end = strstr(c->head, "\r\n\r\n");
        if (!end) return 1;
        char *length = strcasestr(c->head, "\r\ncontent-length:");
        if (!length || length > end) return 0;
        long size = atol(length + 17);
        if (strncmp(c->head, "HTTP/1.1 2", 10)) not2xx++;
        else if (size != expected_body) return 0;
        c->body = size - (c->have - (end + 4 - c->head));
        c->in_body = 1;
    } else {
        c->body -= n;
    }
    if (c->body < 0) return 0;
    if (c->body == 0) answered(c, at);
    return 1;
}

static void readable(struct conn *c, long at) {
    char bytes[65536];
    int n = read(c->fd, bytes, sizeof bytes);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0 || !take(c, bytes, n, at)) lost(c);
}

int main(int argc, char **v) {
    if (argc != 9) {
        fprintf(stderr, "usage: openloop ADDRESS PORT TARGET HOST CONNECTIONS RATE SECONDS BODY\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    conn_count = atoi(v[5]);
    double rate = atof(v[6]), seconds = atof(v[7]);
    expected_body = atol(v[8]);
    long total = (long)(rate * seconds), sent = 0;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(v[2]))};
    inet_pton(AF_INET, v[1], &address.sin_addr);
    char request[2048];
    int length = snprintf(request, sizeof request,
                          "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: openloop\r\nAccept: */*\r\n\r\n", v[3], v[4]);

    conns = calloc(conn_count, sizeof *conns);
    idle = calloc(conn_count, sizeof *idle);
    latencies = calloc(total + 1, sizeof *latencies);
    first = calloc(total + 1, sizeof *first);
    epoll = epoll_create1(0);
    timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &(struct epoll_event){.events = EPOLLIN, .data.u32 = TIMER});
    for (int i = 0; i < conn_count; i++) {
        conns[i].fd = dial(&address);
        if (conns[i].fd < 0) {
            puts("{\"error\":\"does not accept\"}");
            return 1;
        }
        epoll_ctl(epoll, EPOLL_CTL_ADD, conns[i].fd, &(struct epoll_event){.events = EPOLLIN, .data.u32 = i});
        idle[idle_count++] = i;
    }
    alive = conn_count;

    start = now();
    while (alive && done + errors < total && now() - start < (long)(seconds * SECOND) + LAST_ANSWERS) {
        while (sent < total && idle_count && start + (long)(sent * SECOND / rate) <= now()) {
            struct conn *c = &conns[idle[idle_first]];
            idle_first = (idle_first + 1) % conn_count;
            idle_count--;
            c->due = start + (long)(sent++ * SECOND / rate);
            if (write(c->fd, request, length) != length) lost(c);
        }
        if (sent < total && idle_count) {
            long next = start + (long)(sent * SECOND / rate);
            struct itimerspec at = {.it_value = {next / SECOND, next % SECOND}};
            timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, 0);
        }
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, 100);
        long at = now();
        for (int i = 0; i < n; i++) {
            long ticks;
            if (events[i].data.u32 != TIMER) readable(&conns[events[i].data.u32], at);
            else if (read(timer, &ticks, sizeof ticks) < 0 && errno != EAGAIN) return 1;
        }
    }
    errors = total - done;  // what was never sent or never answered

    qsort(latencies, done, sizeof *latencies, ascending);
    qsort(first, first_count, sizeof *first, ascending);
    printf("{\"requests\":%ld,\"errors\":%ld,\"not2xx\":%ld,\"p50\":%ld,\"p99\":%ld,\"p999\":%ld,\"max\":%ld,"
           "\"first500ms\":{\"p50\":%ld,\"p99\":%ld,\"max\":%ld}}\n",
           done, errors, not2xx, micros_at(latencies, done, .5), micros_at(latencies, done, .99),
           micros_at(latencies, done, .999), micros_at(latencies, done, 1), micros_at(first, first_count, .5),
           micros_at(first, first_count, .99), micros_at(first, first_count, 1));
    return errors || not2xx;
}
