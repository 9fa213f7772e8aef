using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>
/// R81, scenario 85: what the program stores and logs holds no contact data of real persons. The real numbers and mailboxes are nowhere in this repository,
/// so a test cannot look for them: instead, only the made-up ones of the demo data are allowed.
/// </summary>
public partial class PrivacyTests(PostgresCluster cluster)
{
    /// <summary>The made-up numbers that demo data and scenarios use.</summary>
    private static readonly string[] MadeUp = ["13000000000", "010-00000000"];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_demo_database_and_the_log_hold_no_contact_data_but_the_made_up(DatabaseKind kind)
    {
        var (scenario, findings) = ScenarioFiles.Read("pilot-site-application.scenario.json");
        findings.ShouldBeEmpty();
        await using var application = await RunningApplication.Run(kind, cluster, scenario!.Start);

        await new ScenarioPlayer(application, scenario).Run();
        var stored = await Texts(application);

        stored.ShouldContain(text => text.Contains("13000000000", StringComparison.Ordinal), "the made-up number of the contact block is stored, so the database was read");
        var logged = await application.Log();
        logged.ShouldNotBeEmpty();
        stored.Concat(logged).SelectMany(ContactData).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("手机13000000001，请回电", "13000000001")]
    [InlineData("电话：0411-00000001", "0411-00000001")]
    [InlineData("{\"email\":\"someone@mail.example.cn\"}", "someone@mail.example.cn")]
    public void A_number_or_mailbox_that_is_not_made_up_is_found(string text, string found) => ContactData(text).ShouldBe([found]);

    [Theory]
    [InlineData("联系电话 010-00000000，手机 13000000000")]
    [InlineData("handler@platform.invalid")]
    [InlineData("9f13000000001ab7")]
    public void Made_up_numbers_and_digits_within_a_hash_are_left_alone(string text) => ContactData(text).ShouldBeEmpty();

    private static IEnumerable<string> ContactData(string text) =>
        Numbers().Matches(text).Concat(Mailboxes().Matches(text)).Select(m => m.Value).Where(found => !MadeUp.Contains(found) && !found.EndsWith(".invalid", StringComparison.Ordinal));

    /// <summary>Every text in every table.</summary>
    private static async Task<List<string>> Texts(RunningApplication application)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var scope = application.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDb>();
        await db.Database.OpenConnectionAsync(cancellation);
        var texts = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                for (var column = 0; column < rows.FieldCount; column++)
                    if (rows.GetValue(column) is string text) texts.Add(text);
        }

        return texts;
    }

    /// <summary>Mobile numbers, and landline numbers with their area code.</summary>
    [GeneratedRegex(@"(?<![\dA-Za-z.])(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?![\dA-Za-z])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Mailboxes();
}
