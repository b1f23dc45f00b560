/* The load of `make bench`: many keep-alive HTTP/1.1 connections from one process, one epoll loop.
 *
 * It is in C so that it costs less than what it measures: about 5 us a request, all of them system calls.
 *
 *   load drive  PLAN PORT SECONDS        every connection sends its requests in turn, one at a time, until the time is over
 *                                        and it has finished what it began: the next one is of its plan's first step
 *   load listen PLAN PORT TIMES QUIET    the first connection publishes TIMES times; all others listen to an event stream,
 *                                        and the time until the last of them has the event is taken. QUIET: milliseconds
 *                                        without an event before the next one is published.
 *
 * PLAN is what tools/bench/plan.py writes, little-endian: the number of connections; for each the number of its requests;
 * for each request five numbers of 32 bits (length, place of the idempotency key or -1, length of the key, the status
 * expected or 0 for any 2xx, the step it belongs to) and then its bytes. A key is written anew into each request sent.
 * One line of JSON on standard output says what was measured; an answer other than the expected one counts as bad.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { STEPS = 16, ROOM = 1 << 16, EVENTS = 512, SAID = 200, PATIENCE_SECONDS = 20 };

typedef struct { uint32_t length; int32_t key_at; uint32_t key_length, expected, step; char *bytes; } Request;
typedef struct {
    int fd, number, waits, has_event;
    uint32_t requests, next, filled;
    Request *plan;
    double sent_at;
    char tail[8];
    char *in;
} Connection;
typedef struct { float *values; size_t count, room; } Samples;

static Connection *connections;
static uint32_t connection_count;
static int poll_fd, port;
static uint64_t keys, good, bad, cut;
static Samples samples[STEPS];
static char first_bad[SAID + 1];

static void fail(const char *why) { perror(why); exit(1); }

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static uint32_t number_from(FILE *file) {
    uint32_t value;
    if (fread(&value, 4, 1, file) != 1) { fprintf(stderr, "load: the plan ends too early\n"); exit(1); }
    return value;
}

static void read_plan(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail(path);
    connection_count = number_from(file);
    connections = calloc(connection_count, sizeof *connections);
    for (uint32_t c = 0; c < connection_count; c++) {
        Connection *one = &connections[c];
        one->number = (int)c;
        one->in = malloc(ROOM + 1);
        one->requests = number_from(file);
        one->plan = calloc(one->requests, sizeof(Request));
        for (uint32_t r = 0; r < one->requests; r++) {
            Request *request = &one->plan[r];
            request->length = number_from(file);
            request->key_at = (int32_t)number_from(file);
            request->key_length = number_from(file);
            request->expected = number_from(file);
            request->step = number_from(file) % STEPS;
            request->bytes = malloc(request->length);
            if (fread(request->bytes, 1, request->length, file) != request->length) { fprintf(stderr, "load: the plan ends too early\n"); exit(1); }
        }
    }
    fclose(file);
}

static void open_connection(Connection *one) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = one};
    int yes = 1;
    one->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (one->fd < 0 || connect(one->fd, (struct sockaddr *)&address, sizeof address)) fail("load: connect");
    setsockopt(one->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (epoll_ctl(poll_fd, EPOLL_CTL_ADD, one->fd, &event)) fail("load: epoll");
    one->filled = 0;
}

static void open_all(void) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    poll_fd = epoll_create1(0);
    for (uint32_t c = 0; c < connection_count; c++) open_connection(&connections[c]);
}

/* A key of this run: unique among all runs through the time at which the program began. */
static void write_key(Request *request) {
    static uint64_t run;
    char text[64];
    if (!run) run = (uint64_t)time(NULL) * 1000003 + (uint64_t)getpid();
    int length = snprintf(text, sizeof text, "%016llx%016llx", (unsigned long long)run, (unsigned long long)keys++);
    uint32_t wanted = request->key_length < (uint32_t)length ? request->key_length : (uint32_t)length;
    memcpy(request->bytes + request->key_at, text + length - wanted, wanted);
}

static void send_next(Connection *one) {
    Request *request = &one->plan[one->next];
    if (request->key_at >= 0) write_key(request);
    one->sent_at = now();
    one->waits = 1;
    if (send(one->fd, request->bytes, request->length, MSG_NOSIGNAL) != (ssize_t)request->length) fail("load: send");
}

static void keep(Samples *kept, double seconds) {
    if (kept->count == kept->room) {
        kept->room = kept->room ? kept->room * 2 : 4096;
        kept->values = realloc(kept->values, kept->room * sizeof(float));
    }
    kept->values[kept->count++] = (float)(seconds * 1000);
}

/* The length of the answer that stands complete at the start of the buffer, 0 while it is not; its status in `status`. */
static uint32_t whole_answer(Connection *one, int *status) {
    char *in = one->in, *end;
    in[one->filled] = 0;
    end = memmem(in, one->filled, "\r\n\r\n", 4);
    if (!end || one->filled < 12) return 0;
    *status = atoi(in + 9);
    uint32_t head = (uint32_t)(end - in) + 4, body = 0;
    if (*status == 204 || *status == 304) return head;
    for (char *line = memmem(in, head, "\r\n", 2); line && line < end; line = memmem(line + 2, head - (line + 2 - in), "\r\n", 2)) {
        if (!strncasecmp(line + 2, "content-length:", 15)) body = (uint32_t)atoi(line + 17);
        if (!strncasecmp(line + 2, "transfer-encoding: chunked", 26)) {
            char *last = memmem(in + head - 2, one->filled - head + 2, "\r\n0\r\n\r\n", 7);
            return last ? (uint32_t)(last - in) + 7 : 0;
        }
    }
    return one->filled >= head + body ? head + body : 0;
}

static void count_answer(Connection *one, int status, double at) {
    Request *request = &one->plan[one->next];
    int expected = request->expected ? status == (int)request->expected : status >= 200 && status < 300;
    if (expected) good++;
    else if (!bad++) snprintf(first_bad, sizeof first_bad, "step %u: %.*s", request->step, SAID - 20, one->in);
    keep(&samples[request->step], at - one->sent_at);
    one->next = (one->next + 1) % one->requests;
    one->waits = 0;
}

/* Reads what has come; gives 1 when the request under way has its whole answer. */
static int read_answer(Connection *one) {
    int status;
    ssize_t got = recv(one->fd, one->in + one->filled, ROOM - one->filled, 0);
    if (got <= 0) {
        close(one->fd);
        cut++;
        open_connection(one);
        return 1;
    }
    one->filled += (uint32_t)got;
    uint32_t length = whole_answer(one, &status);
    if (!length) {
        if (one->filled == ROOM) { fprintf(stderr, "load: an answer is longer than %d bytes\n", ROOM); exit(1); }
        return 0;
    }
    count_answer(one, status, now());
    one->filled = 0;
    return 1;
}

static int by_value(const void *a, const void *b) {
    float left = *(const float *)a, right = *(const float *)b;
    return (left > right) - (left < right);
}

static double quantile(const Samples *kept, double share) {
    return kept->count ? kept->values[(size_t)(share * (double)(kept->count - 1))] : 0;
}

static void print_text(const char *text) {
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') putchar('\\');
        putchar((unsigned char)*text < 32 ? ' ' : *text);
    }
    putchar('"');
}

static void print_samples(const char *name, Samples *kept) {
    qsort(kept->values, kept->count, sizeof(float), by_value);
    printf("%s{\"count\": %zu, \"p50_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f}", name, kept->count,
           quantile(kept, 0.5), quantile(kept, 0.99), quantile(kept, 1.0));
}

static void drive(double seconds) {
    struct epoll_event events[EVENTS];
    double began = now(), end = began + seconds;
    uint32_t under_way = 0;
    for (uint32_t c = 0; c < connection_count; c++, under_way++) send_next(&connections[c]);
    while (under_way) {
        int count = epoll_wait(poll_fd, events, EVENTS, PATIENCE_SECONDS * 1000);
        if (count <= 0) { fprintf(stderr, "load: no answer for %d seconds\n", PATIENCE_SECONDS); exit(1); }
        for (int e = 0; e < count; e++) {
            Connection *one = events[e].data.ptr;
            if (!one->waits || !read_answer(one)) continue;
            if (now() < end || one->plan[one->next].step != one->plan[0].step) send_next(one);
            else { one->waits = 0; under_way--; }
        }
    }
    printf("{\"seconds\": %.4f, \"good\": %llu, \"bad\": %llu, \"cut\": %llu, \"first_bad\": ", now() - began,
           (unsigned long long)good, (unsigned long long)bad, (unsigned long long)cut);
    print_text(first_bad);
    printf(", \"steps\": [");
    for (int s = 0; s < STEPS; s++) print_samples(s ? ", " : "", &samples[s]);
    printf("]}\n");
}

/* Whether an event's `data:` has come to a listener, also when it is split between two reads. */
static int takes_event(Connection *one) {
    char seen[ROOM + 16];
    ssize_t got = recv(one->fd, seen + 5, ROOM, 0);
    if (got <= 0) { fprintf(stderr, "load: the server closed a stream\n"); exit(1); }
    memcpy(seen, one->tail, 5);
    int found = memmem(seen, (size_t)got + 5, "data:", 5) != NULL;
    if (found) memset(one->tail, 0, 5);
    else memcpy(one->tail, seen + got, 5);
    return found;
}

/* Reads until every listener has an event (`all`) or none came for `quiet` seconds; gives how many have one. */
static uint32_t gather(int all, double quiet, Samples *kept) {
    struct epoll_event events[EVENTS];
    double end = now() + (all ? PATIENCE_SECONDS : quiet), latest = now() + PATIENCE_SECONDS;
    uint32_t reached = 0;
    while (now() < end && now() < latest && !(all && reached == connection_count - 1 && !connections[0].waits)) {
        int count = epoll_wait(poll_fd, events, EVENTS, 20);
        for (int e = 0; e < count; e++) {
            Connection *one = events[e].data.ptr;
            if (one->number == 0) { read_answer(one); continue; }
            if (!takes_event(one)) continue;
            if (!all) end = now() + quiet;
            if (!one->has_event) { one->has_event = 1; reached++; if (kept) keep(kept, now() - connections[0].sent_at); }
        }
    }
    return reached;
}

static void listen_for(int times, double quiet) {
    Samples last = {0}, each = {0};
    uint64_t missed = 0;
    for (uint32_t c = 1; c < connection_count; c++) {
        Request *request = &connections[c].plan[0];
        if (send(connections[c].fd, request->bytes, request->length, MSG_NOSIGNAL) != (ssize_t)request->length) fail("load: send");
    }
    gather(0, quiet > 1 ? quiet : 1, NULL);
    for (int t = 0; t < times; t++) {
        size_t before = each.count;
        for (uint32_t c = 1; c < connection_count; c++) connections[c].has_event = 0;
        send_next(&connections[0]);
        uint32_t reached = gather(1, quiet, &each);
        missed += connection_count - 1 - reached;
        if (each.count > before) keep(&last, each.values[each.count - 1] / 1000.0);
        gather(0, quiet, NULL);
    }
    printf("{\"listeners\": %u, \"published\": %d, \"good\": %llu, \"bad\": %llu, \"missed\": %llu, \"first_bad\": ",
           connection_count - 1, times, (unsigned long long)good, (unsigned long long)bad, (unsigned long long)missed);
    print_text(first_bad);
    print_samples(", \"last\": ", &last);
    print_samples(", \"each\": ", &each);
    printf("}\n");
}

int main(int count, char **words) {
    if (count < 5) { fprintf(stderr, "load drive PLAN PORT SECONDS | load listen PLAN PORT TIMES QUIET\n"); return 2; }
    read_plan(words[2]);
    port = atoi(words[3]);
    open_all();
    if (!strcmp(words[1], "drive")) drive(atof(words[4]));
    else listen_for(atoi(words[4]), count > 5 ? atof(words[5]) / 1000 : 0.2);
    return 0;
}
