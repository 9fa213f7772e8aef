namespace Workflows.Persistence;

/// <summary>
/// The tables that only grow, and those in which only a void may be entered later. The migrations make the databases themselves refuse
/// anything else, whoever asks.
/// </summary>
internal static class Registers
{
    /// <summary>No change and no removal.</summary>
    public static IReadOnlyList<string> AppendOnly { get; } = ["AuditEntries", "CaseForms", "FinishedWorkItems", "Filings"];

    /// <summary>No removal, and no change of these columns; a void once entered stays.</summary>
    public static IReadOnlyDictionary<string, string[]> Voidable { get; } = new Dictionary<string, string[]>
    {
        ["SealUses"] = ["Id", "SealId", "Number", "CaseId", "ListId", "CallId", "Block", "FormRevision", "ContentHash", "CustodianId", "ApproverId", "At", "ScanId"],
        ["Opinions"] = ["Id", "CaseId", "Block", "Decision", "Text", "OrganisationId", "SeatId", "PersonId", "At", "FormRevision"],
        ["Signatures"] = ["Id", "CaseId", "Block", "PersonId", "SeatId", "OrganisationId", "At", "FormRevision", "ContentHash"],
    };

    /// <summary>Tables of the log over all entries, which came later: no change and no removal.</summary>
    public static IReadOnlyList<string> Log { get; } = ["LogLeaves", "LogNodes", "Checkpoints"];

    /// <summary>The words of an audit entry, which may be erased, all at once and with their salt; every other column stays as it was written.</summary>
    private static readonly string[] Words = ["Comment", "Before", "After", "Origin", "Salt"];

    private static readonly string[] Kept =
    [
        "Id", "Subject", "Sequence", "PreviousHash", "Hash", "At", "ActorKind", "PersonId", "SeatId", "Role", "OrganisationId", "OnBehalfOfId", "Action", "Activity", "InstanceId",
        "DefinitionId", "DefinitionVersion", "Outcome", "DocumentHash", "Clause", "Format", "Commitment",
    ];

    /// <summary>Lets an entry lose its words and refuses every other change, as before; the log only grows.</summary>
    public static IEnumerable<string> SqliteErasure()
    {
        yield return """DROP TRIGGER "AuditEntries_update";""";
        yield return $"CREATE TRIGGER \"AuditEntries_update\" BEFORE UPDATE ON \"AuditEntries\" WHEN NOT ({Erases("IS")}) BEGIN SELECT RAISE(ABORT, '{Sentence("AuditEntries")}'); END;";
        foreach (var table in Log)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
                yield return $"CREATE TRIGGER \"{table}_{change.ToLowerInvariant()}\" BEFORE {change} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{Sentence(table)}'); END;";
        }
    }

    /// <summary>The same on PostgreSQL.</summary>
    public static IEnumerable<string> PostgresErasure()
    {
        yield return """DROP TRIGGER "AuditEntries_change" ON "AuditEntries";""";
        yield return """CREATE TRIGGER "AuditEntries_delete" BEFORE DELETE ON "AuditEntries" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();""";
        yield return $"CREATE TRIGGER \"AuditEntries_change\" BEFORE UPDATE ON \"AuditEntries\" FOR EACH ROW WHEN (NOT ({Erases("IS NOT DISTINCT FROM")})) EXECUTE FUNCTION workflows_refuse();";
        foreach (var table in Log)
        {
            yield return $"CREATE TRIGGER \"{table}_change\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();";
            yield return $"CREATE TRIGGER \"{table}_truncate\" BEFORE TRUNCATE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse();";
        }
    }

    private static string Erases(string same) => string.Join(
        " AND ", ["OLD.\"Salt\" IS NOT NULL", .. Words.Select(c => $"NEW.\"{c}\" IS NULL"), .. Kept.Select(c => $"NEW.\"{c}\" {same} OLD.\"{c}\"")]);

    public static IEnumerable<string> SqliteTriggers()
    {
        foreach (var table in AppendOnly)
        {
            yield return Trigger(table, "update", $"UPDATE ON \"{table}\"", when: null);
            yield return Trigger(table, "delete", $"DELETE ON \"{table}\"", when: null);
        }
        foreach (var (table, columns) in Voidable)
        {
            yield return Trigger(table, "update", $"UPDATE OF {Quoted(columns)} ON \"{table}\"", when: null);
            yield return Trigger(table, "void", $"UPDATE ON \"{table}\"", when: "OLD.\"VoidedAt\" IS NOT NULL");
            yield return Trigger(table, "delete", $"DELETE ON \"{table}\"", when: null);
        }

        static string Trigger(string table, string name, string what, string? when) =>
            $"CREATE TRIGGER \"{table}_{name}\" BEFORE {what}{(when is null ? "" : $" WHEN {when}")} BEGIN SELECT RAISE(ABORT, '{Sentence(table)}'); END;";
    }

    public static IEnumerable<string> PostgresTriggers()
    {
        yield return """
            CREATE FUNCTION workflows_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '% is a register: an entry is never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
            END $$;
            """;
        foreach (var table in AppendOnly)
        {
            yield return Trigger(table, "change", $"UPDATE OR DELETE ON \"{table}\"", "FOR EACH ROW");
            yield return Trigger(table, "truncate", $"TRUNCATE ON \"{table}\"", "FOR EACH STATEMENT");
        }
        foreach (var (table, columns) in Voidable)
        {
            yield return Trigger(table, "change", $"UPDATE OF {Quoted(columns)} OR DELETE ON \"{table}\"", "FOR EACH ROW");
            yield return Trigger(table, "void", $"UPDATE ON \"{table}\"", "FOR EACH ROW WHEN (OLD.\"VoidedAt\" IS NOT NULL)");
            yield return Trigger(table, "truncate", $"TRUNCATE ON \"{table}\"", "FOR EACH STATEMENT");
        }

        static string Trigger(string table, string name, string what, string scope) =>
            $"CREATE TRIGGER \"{table}_{name}\" BEFORE {what} {scope} EXECUTE FUNCTION workflows_refuse();";
    }

    /// <summary>The files that go with an opinion came later than the register: they do not change either.</summary>
    public static string SqliteEnclosures() =>
        $"CREATE TRIGGER \"Opinions_enclosures\" BEFORE UPDATE OF \"Enclosures\" ON \"Opinions\" BEGIN SELECT RAISE(ABORT, '{Sentence("Opinions")}'); END;";

    public static string SqliteEnclosuresGone() => "DROP TRIGGER \"Opinions_enclosures\";";

    /// <summary>The same on PostgreSQL.</summary>
    public static string PostgresEnclosures() => "CREATE TRIGGER \"Opinions_enclosures\" BEFORE UPDATE OF \"Enclosures\" ON \"Opinions\" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();";

    public static string PostgresEnclosuresGone() => "DROP TRIGGER \"Opinions_enclosures\" ON \"Opinions\";";

    private static string Sentence(string table) => $"{table} is a register: an entry is never changed or removed";

    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));
}
