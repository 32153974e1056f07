/* No socket of its own. */

void again(struct peer *peer)
{
    client_kept_ok(peer->number);
}

static const struct job jobs[] = {
    { "client", client_in_table_ok },
};
