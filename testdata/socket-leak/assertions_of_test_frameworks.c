// What a test framework calls an assertion ends the test where it does not hold.
START_TEST(connect_fails)
{
    int fd = net_connect(NULL, 0);
    ck_assert_msg(fd < 0, "connected to %s", "nobody");
    fd = socket(AF_INET, SOCK_STREAM, 0);
    ck_assert_int_ge(fd, 0);
    close(fd);
}
END_TEST

int net_connect(const char *host, int port)
{
    if (!host)
        return -1;
    return socket(AF_INET, SOCK_STREAM, 0);
}

void test_no_host(void)
{
    int fd = net_connect(NULL, 0);
    assert_int_equal(-1, fd);
}

void test_null(void)
{
    int fd = net_connect(NULL, 0);
    TEST_ASSERT_FALSE(fd >= 0);
}

void test_host(void)
{
    int fd = net_connect("localhost", 80);
    if (fd < 0)
        return;
    TEST_ASSERT_NOT_NULL(host_of(fd));
    close(fd);
}

void test_host_forgets(void)
{
    int fd = net_connect("localhost", 80);
    TEST_ASSERT_TRUE(fd >= 0);
    TEST_ASSERT_EQUAL(80, port_of(fd));
} //~ socket-leak
