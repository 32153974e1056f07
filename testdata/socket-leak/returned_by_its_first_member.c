// The address of a part of an object leads to the whole: who gets it can close what the object holds.
struct sink {
    int (*write)(struct sink *sink, const char *text);
};

struct udp_sink {
    struct sink common;
    int sock;
};

struct sink *udp_sink_new_ok(void)
{
    struct udp_sink *sink = calloc(1, sizeof(*sink));
    if (!sink)
        return NULL;
    sink->sock = socket(AF_INET, SOCK_DGRAM, 0);
    if (sink->sock < 0) {
        free(sink);
        return NULL;
    }
    return &sink->common;
}

int udp_sink_try_bad(void)
{
    struct udp_sink *sink = calloc(1, sizeof(*sink));
    if (!sink)
        return -1;
    sink->sock = socket(AF_INET, SOCK_DGRAM, 0);
    if (sink->sock < 0) {
        free(sink);
        return -1;
    }
    return 0; //~ socket-leak
}
