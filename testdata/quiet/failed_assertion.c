/* A test whose assertion fails has more to worry about than its sockets. */
#define TEST_EQUAL(a, b) do { if ((a) != (b)) { printf("%s\n", #a); return 1; } } while (0)

int test_bind_ok(const struct sockaddr *to, int len)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        return 1;
    TEST_EQUAL(bind(s, to, len), 0);
    TEST_EQUAL(listen(s, 5), 0);
    close(s);
    return 0;
}
