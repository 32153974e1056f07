/* Check's ck_abort_msg ends the test. */
void test_pair_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == -1)
        ck_abort_msg("no socket");
    if (listen(s, 1) != 0) {
        close(s);
        ck_abort_msg("listen failed: %d", errno);
    }
    close(s);
}
