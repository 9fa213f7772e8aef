using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Engine.Storage;
using Workflows.Host.Account;
using Workflows.Host.Tests.Studio;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>
/// The 25 findings of Elsa's own security assessment of 3.7.0 (13 high, 12 medium), each tried on this program. Where its shape leaves no room for a finding, the test shows that the place where it was
/// is not here.
/// </summary>
public class ElsaFindingsTests(SharedApplication shared, PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Auditor = "platform.auditor", Handler = "ln-centre.handler", Elsa = "/elsa/api";
    private const string HostType = "System.IO.FileInfo, System.Private.CoreLib";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("Python", "Elsa.RunPython"), InlineData("CSharp", "Elsa.RunCSharp"), InlineData("PowerShell", "Elsa.RunPowerShell")]
    public async Task High_01_and_13_No_language_without_a_sandbox_is_offered_or_run(string language, string activity)
    {
        var app = await shared.Get();
        (await app.As(Administrator).Get($"{Elsa}/descriptors/expression-descriptors")).Text.ShouldNotContain($"\"{language}\"");
        (await app.As(Administrator).Get($"{Elsa}/descriptors/activities/{activity}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var canary = Path.Combine(Path.GetTempPath(), $"workflows-{language}-{Environment.ProcessId}");
        var chart = Charts.Row($"language-{language.ToLowerInvariant()}", language, Charts.Line("a", ""));
        chart.Find("a")["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = language, ["value"] = $"System.IO.File.WriteAllText(\"{canary}\", \"x\"); open('{canary}', 'w')" } };
        await app.As(Administrator).Post($"{Elsa}/workflow-definitions", new JsonObject { ["model"] = chart, ["publish"] = true });
        await app.As(Administrator).Post($"{Elsa}/workflow-definitions/language-{language.ToLowerInvariant()}/execute", new { versionOptions = "Latest" });
        File.Exists(canary).ShouldBeFalse();
    }

    [Fact]
    public async Task High_02_No_header_names_a_file_of_the_server()
    {
        var app = await shared.Get();
        foreach (var path in new[] { "/api/attachments/1", "/api/papers/1/file", $"{Elsa}/workflow-instances/x/export", "/studio/_framework/..%2f..%2fappsettings.json", "/studio/_content/..%2f..%2f..%2fetc%2fpasswd", "/studio/frame/..%2fHost.csproj" })
            foreach (var header in new[] { "x-download-id", "Range", "If-Range" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation(header, "../../../../etc/passwd");
                var answer = await app.As(Administrator).Send(request);
                answer.Status.ShouldBe(HttpStatusCode.NotFound, path);
                answer.Text.ShouldNotContain("root:");
            }
    }

    [Fact]
    public async Task High_03_Nothing_of_the_engine_is_resumed_without_signing_in()
    {
        var app = await shared.Get();
        using var nobody = app.Anonymous();
        foreach (var path in new[] { "bookmarks/resume?t=CfDJ8x", "bookmarks/x/resume", "tasks/x/complete", "events/x/trigger", "workflow-instances" })
            (await nobody.Post($"{Elsa}/{path}", new JsonObject { ["_type"] = HostType, ["input"] = new JsonObject { ["$type"] = HostType } })).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
        Served.By(app).Where(route => route.Pattern.StartsWith("/elsa", StringComparison.Ordinal)).ShouldAllBe(route => !route.IsAnonymous && route.Roles.Count > 0);
    }

    [Fact]
    public async Task High_04_An_imported_instance_makes_no_object_of_the_host()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        await app.Publish("kept", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "E", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } } ] }""");
        var id = await app.Start("kept");
        var file = (JsonObject)JsonNode.Parse((await app.As(Administrator).Get($"{Elsa}/workflow-instances/{id}/export")).Text)!;
        var text = file.ToJsonString().Replace(id, "imported", StringComparison.Ordinal);
        file = (JsonObject)JsonNode.Parse(text)!;
        file["workflowState"]!["output"] = new JsonObject { ["a"] = new JsonObject { ["$type"] = HostType, ["_type"] = HostType, ["fileName"] = "/etc/passwd" } };
        file["workflowState"]!["properties"] = new JsonObject { ["b"] = new JsonObject { ["typeName"] = HostType } };
        (await app.As(Administrator).Delete($"{Elsa}/workflow-instances/{id}")).Succeeded();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(file.ToJsonString())), "files", "a.json" } };
        (await app.As(Administrator).Send(new HttpRequestMessage(HttpMethod.Post, $"{Elsa}/bulk-actions/import/workflow-instances") { Content = form })).Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest]);
        var kept = await app.Services.GetRequiredService<UnitOfWork>().Read(async (scope, token) => await scope.GetRequiredService<IWorkflowStore>().FindInstanceAsync("imported", token), Stop);
        kept?.WorkflowState.Output.Values.ShouldAllBe(value => value is IDictionary<string, object?> || value is string);
        (await app.As(Administrator).Get($"{Elsa}/workflow-instances/imported")).Text.ShouldNotContain("\"exists\":true");
    }

    [Fact]
    public async Task High_05_A_key_of_zeros_is_nobody()
    {
        using var program = (await shared.Get()).Anonymous();
        foreach (var key in new[] { "00000000-0000-0000-0000-000000000000", "0", "wf_000000000000000000000000000000000000000000000000", "null" })
        {
            program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
            (await program.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
            (await program.Get($"{Elsa}/workflow-definitions")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task High_06_No_word_opens_every_account()
    {
        using var nobody = (await shared.Get()).Anonymous();
        foreach (var password in new[] { "password", "admin", "", Administrator })
            (await nobody.Post("/api/session", new { userName = "zj-edu.head", password })).Refused("session.wrong", HttpStatusCode.Unauthorized);
        (await nobody.Post("/api/session", new { userName = "zj-edu.head", password = "Demo-2023" })).Succeeded();
    }

    [Fact]
    public async Task High_07_Whoever_sits_at_the_server_has_no_right_for_that()
    {
        using var nobody = (await shared.Get()).Anonymous();
        nobody.Http.BaseAddress!.IsLoopback.ShouldBeTrue();
        nobody.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", "127.0.0.1");
        (await nobody.Get($"{Elsa}/workflow-definitions")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.Get("/api/stuck")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task High_08_Entering_a_person_gives_no_seat_and_no_seat_lets_others_enter_one()
    {
        var app = await shared.Get();
        var organisation = await app.As(Administrator).Organisation("辽阳县社区教育中心");
        object Person(string name) => new { name, organisationId = organisation, userName = name, password = "First-2023x", roles = new[] { "flowAdministrator" }, seats = new[] { "flowAdministrator" }, isAdmin = true };
        (await app.As("liaoyang-vocational.handler").Post("/api/people", Person("escalated.one"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await app.As("liaoyang-centre.orgAdministrator").Post("/api/people", Person("escalated.two"))).Succeeded();
        using var first = app.Anonymous();
        var token = (await first.Post("/api/session", new { userName = "escalated.two", password = "First-2023x" })).Value["accessToken"]!.GetValue<string>();
        first.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await first.Get($"{Elsa}/workflow-definitions")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task High_09_A_body_that_does_not_say_its_length_is_held_to_the_same_limit()
    {
        var app = await shared.Get();
        var handler = app.As("liaoyang-centre.handler");
        await handler.Get("/api/me");
        foreach (var (method, path, bytes) in new[] { (HttpMethod.Put, "/api/uploads/1/parts/0", 3_000_000), (HttpMethod.Post, "/api/people/import", 6_000_000), (HttpMethod.Post, "/api/verify", 22_000_000) })
        {
            using var request = new HttpRequestMessage(method, path) { Content = path.EndsWith("/0", StringComparison.Ordinal) ? new Endless(bytes) : new MultipartFormDataContent { { new Endless(bytes), "file", "a.xlsx" } } };
            if (path.EndsWith("/0", StringComparison.Ordinal)) request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            request.Headers.TransferEncodingChunked = true;
            try
            {
                ((int)(await handler.Send(request)).Status).ShouldBeOneOf(400, 413, 422);
            }
            catch (HttpRequestException)
            {
                // Closed in the middle of it, which is an answer too.
            }
        }
    }

    [Fact]
    public async Task High_10_and_11_A_new_installation_has_no_account_and_takes_no_token_of_another()
    {
        await using var fresh = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, null, ("Demo:Enabled", "false"));
        (await fresh.Do(scope => scope.GetRequiredService<ApprovalsDb>().Accounts.CountAsync())).ShouldBe(0);
        using var nobody = fresh.Anonymous();
        foreach (var (userName, password) in new[] { ("admin", "admin"), ("admin", "password"), ("administrator", "administrator"), ("elsa", "elsa"), (Administrator, "Demo-2023") })
            (await nobody.Post("/api/session", new { userName, password })).Refused("session.wrong");

        var here = (await shared.Get()).As(Administrator);
        await here.Get("/api/me");
        nobody.Http.DefaultRequestHeaders.Authorization = here.Http.DefaultRequestHeaders.Authorization;
        (await nobody.Get("/api/me")).Refused("session.required");
        foreach (var file in new[] { "src/Host/appsettings.json", "src/Host/appsettings.Development.json", "deploy/compose.yaml", "deploy/helm/values.yaml" })
            File.ReadAllText(Path.Combine(SourceFiles.Root, file)).ShouldNotMatch("(?i)(signingkey|secretkey|password:\\s*[\"']?\\w{6,})");
    }

    [Fact]
    public async Task High_12_An_id_in_the_body_changes_nobody_else()
    {
        var app = await shared.Get();
        var victim = (await app.As("hz-edu.head").Get("/api/me")).Value;
        var organisation = await app.As(Administrator).Organisation("辽阳县社区教育中心");
        (await app.As("liaoyang-centre.orgAdministrator").Post("/api/people", new { id = victim["personId"]!.ToString(), personId = victim["personId"]!.ToString(), name = "另一人", organisationId = organisation, userName = "another.id", password = "First-2023x" })).Succeeded();
        (await app.As("hz-edu.head").Get("/api/me")).Value["name"]!.ToString().ShouldBe(victim["name"]!.ToString());
        var entered = (await app.As(Administrator).Get("/api/people?text=" + Uri.EscapeDataString("另一人"))).Value.AsArray().ShouldHaveSingleItem()!;
        entered["id"]!.ToString().ShouldNotBe(victim["personId"]!.ToString());
    }

    [Fact]
    public async Task Medium_14_The_input_of_a_run_makes_no_object_of_the_host()
    {
        var app = await shared.Get();
        await app.Publish("inputs", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "w", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "String(getInput('x').exists) + JSON.stringify(getInput('x'))" } } } ] }""");
        var run = await app.As(Administrator).Post($"{Elsa}/workflow-definitions/inputs/execute", new { input = new JsonObject { ["x"] = new JsonObject { ["_type"] = HostType, ["$type"] = HostType, ["fileName"] = "/etc/passwd" } } });
        run.Text.ShouldNotContain("true");
        (await app.Instances("inputs")).SelectMany(instance => instance.WorkflowState.Input.Values).ShouldAllBe(value => value is IDictionary<string, object?>);
    }

    [Fact]
    public async Task Medium_15_The_type_of_a_variable_names_no_type_of_the_host()
    {
        var app = await shared.Get();
        var chart = Charts.Row("variables-of-host", "v", Charts.Line("a", "x"));
        chart["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = "V", ["typeName"] = HostType, ["value"] = "/etc/passwd" });
        await app.As(Administrator).Post($"{Elsa}/workflow-definitions", new JsonObject { ["model"] = chart, ["publish"] = false });
        await app.As(Administrator).Post($"{Elsa}/workflow-definitions/variables-of-host/execute", new { versionOptions = "Latest" });
        (await app.Instances("variables-of-host")).ShouldAllBe(instance => !EngineJson.Serialize(instance.WorkflowState).Contains("exists", StringComparison.Ordinal));
    }

    [Fact]
    public void Medium_16_No_secret_is_made_of_predictable_numbers()
    {
        var predictable = SourceFiles.Under("src", ".cs").Where(file => File.ReadAllText(file) is var text && (text.Contains("new Random(", StringComparison.Ordinal) || text.Contains("Random.Shared", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(SourceFiles.Root, file)).ToList();
        predictable.ShouldBeEmpty("Secrets come from RandomNumberGenerator, ids from IdSource.");
    }

    [Fact]
    public async Task Medium_17_Passwords_are_stretched()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        var hash = Convert.FromBase64String(await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().Accounts.Select(a => a.PasswordHash!).FirstAsync()));
        // Version 3 of the framework's format: PBKDF2, the function, the rounds, the length of the salt.
        (hash[0], hash[4]).ShouldBe(((byte)1, (byte)2), "PBKDF2 with HMAC-SHA512");
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(9)).ShouldBeGreaterThanOrEqualTo(16u);
        StretchedPasswords.Rounds.ShouldBeGreaterThanOrEqualTo(210_000);
    }

    [Fact]
    public async Task Medium_18_What_is_for_one_purpose_serves_no_other()
    {
        var app = await shared.Get();
        var cookies = new CookieContainer();
        using var browser = await Browser.SignedIn(app, Administrator, cookies);
        var cookie = cookies.GetAllCookies().Single(each => each.Name == "session").Value;
        using var designer = await browser.GetAsync($"{Elsa}/workflow-definitions", Stop);
        designer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the cookie of the pages opens nothing of the designer");
        using var program = app.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", cookie);
        (await program.Get("/api/me")).Refused("session.required");

        var session = (await app.Anonymous().Post("/api/session", new { userName = Administrator, password = "Demo-2023" })).Value.AsObject();
        session.Select(member => member.Key).ShouldBe(["accessToken", "expiresAt"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.TryAddWithoutValidation("Cookie", $"session={session["accessToken"]}");
        using var other = app.Anonymous();
        (await other.Send(request)).Refused("session.required");
    }

    [Fact]
    public async Task Medium_19_Nobody_listens_to_an_instance_by_its_id_alone()
    {
        var app = await shared.Get();
        foreach (var (user, status) in new[] { (Handler, HttpStatusCode.Forbidden), (Auditor, HttpStatusCode.OK) })
            (await app.As(user).Post("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1")).Status.ShouldBe(status, user);
        (await app.Anonymous().Post("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Medium_20_A_column_to_sort_by_is_one_of_those_that_there_are()
    {
        var app = await shared.Get();
        foreach (var column in new[] { "Id; DROP TABLE WorkflowInstances", "WorkflowState.Bookmarks", "GetType().Assembly", "it.Id == \"\" || true" })
        {
            ((int)(await app.As(Administrator).Post($"{Elsa}/workflow-instances", new { orderBy = column, timestampFilters = new[] { new { column, @operator = "Is", timestamp = "2023-01-01T00:00:00Z" } } })).Status).ShouldBeLessThan(500, column);
            ((int)(await app.As(Administrator).Get($"{Elsa}/workflow-definitions?orderBy={Uri.EscapeDataString(column)}")).Status).ShouldBeLessThan(500, column);
        }

        (await app.As(Administrator).Post($"{Elsa}/workflow-instances", new { })).Succeeded();
    }

    [Fact]
    public async Task Medium_21_What_runs_out_is_refused_afterwards()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        using var browser = await Browser.SignedIn(app, Administrator);
        using var answer = await browser.PostAsync("/studio/token", null, Stop);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["accessToken"]!.GetValue<string>();
        using var designer = app.Anonymous();
        designer.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await designer.Get($"{Elsa}/workflow-definitions")).Succeeded();
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        (await designer.Get($"{Elsa}/workflow-definitions")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Medium_22_A_trial_needs_an_administrator()
    {
        var app = await shared.Get();
        var trials = Served.By(app).Where(route => route.Pattern.Contains("test", StringComparison.OrdinalIgnoreCase) || route.Pattern.Contains("simulate", StringComparison.OrdinalIgnoreCase) || route.Pattern.EndsWith("/execute", StringComparison.Ordinal)).Where(route => route.Pattern.StartsWith("/elsa", StringComparison.Ordinal)).ToList();
        trials.ShouldNotBeEmpty();
        foreach (var trial in trials)
        {
            using var request = Order.Of(trial, _ => "1");
            (await app.Anonymous().Send(request)).Status.ShouldBe(HttpStatusCode.Unauthorized, trial.ToString());
            using var again = Order.Of(trial, _ => "1");
            (await app.As(Handler).Send(again)).Status.ShouldBe(HttpStatusCode.Forbidden, trial.ToString());
        }
    }

    [Fact]
    public async Task Medium_23_Nothing_is_read_of_a_file_before_it_is_known_who_brings_it()
    {
        var app = await shared.Get();
        foreach (var path in new[] { "workflow-definitions/import", "workflow-definitions/import-files", "bulk-actions/import/workflow-instances" })
            foreach (var user in new[] { Handler, Auditor })
                (await (path.EndsWith("import", StringComparison.Ordinal) ? app.As(user).PostText($"{Elsa}/{path}", "{ broken") : app.As(user).Upload($"{Elsa}/{path}", "a.zip", [1, 2, 3]))).Status.ShouldBe(HttpStatusCode.Forbidden, $"{user} {path}");
    }

    [Fact]
    public async Task Medium_24_What_may_not_be_changed_is_not_overwritten_by_an_import()
    {
        var app = await shared.Get();
        var chart = Charts.Row("read-only", "只读", Charts.Line("a", "first"));
        (await app.As(Administrator).Post($"{Elsa}/workflow-definitions", new JsonObject { ["model"] = chart, ["publish"] = true })).Succeeded();
        await app.Do(async scope =>
        {
            var store = scope.GetRequiredService<IWorkflowStore>();
            var found = (await store.FindDefinitionAsync("read-only", global::Elsa.Common.Models.VersionOptions.Latest)).ShouldNotBeNull();
            found.IsReadonly = true;
            store.SaveDefinition(found);
            return true;
        });
        var changed = Charts.Row("read-only", "只读", Charts.Line("a", "second"));
        (await app.As(Administrator).Post($"{Elsa}/workflow-definitions/import", changed)).Refused("definition.not-allowed");
        (await app.As(Administrator).Get($"{Elsa}/workflow-definitions/by-definition-id/read-only")).Text.ShouldNotContain("second");
    }

    [Fact]
    public async Task Medium_25_A_request_resumes_no_instance_that_waits_for_another_one()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("HttpWorkflows:Incoming:Enabled", "true"));
        await app.Publish("waiting", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "E", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } } ] }""");
        var id = await app.Start("waiting");
        foreach (var path in new[] { "/workflows/anything", $"/workflows/{id}", "/workflows/go" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            request.Headers.Add("X-Workflow-Instance-ID", id);
            (await app.As(Handler).Send(request)).Refused("request.unknown", HttpStatusCode.NotFound);
        }

        (await app.Instances("waiting")).ShouldHaveSingleItem().Status.ShouldBe(global::Elsa.Workflows.WorkflowStatus.Running);
    }

    /// <summary>A body whose length is not said.</summary>
    private sealed class Endless(int bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var part = new byte[65536];
            for (var sent = 0; sent < bytes; sent += part.Length) await stream.WriteAsync(part);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
