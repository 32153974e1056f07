// The number is shifted to make room for a tag: who has the value has the descriptor.
typedef struct {
    uintptr_t word;
} value_t;

static inline value_t box(long number)
{
    value_t value;
    value.word = ((uintptr_t)number << 1) | 1;
    return value;
}

value_t open_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        s = 0;
    return box(s);
}

value_t open_here_ok(void)
{
    value_t value;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    value.word = ((uintptr_t)s << 2) | 3;
    return value;
}

uintptr_t open_plainly_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    return ((uintptr_t)s << 1) | 1;
}

/* A bit for the number, its place in a set, the number behind it: from none of these the descriptor is closed. */
unsigned long bit_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    return 1UL << s; //~ socket-leak
}

int place_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int place = s / 64;
    return place; //~ socket-leak
}

int next_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    return s + 1; //~ socket-leak
}

int test_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    return s > 0; //~ socket-leak
}
