using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Seals;
using Workflows.Host.Jobs;
using Workflows.Host.Tests.Cases;
using Workflows.Paper.Signing;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Sealing;

/// <summary>Another maker of electronic seals is one class: registered, and named by the seals that it serves.</summary>
public class AnotherProviderTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seal_that_names_another_provider_is_put_on_and_shown_by_it()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, services: services => services.AddSingleton<ISealProvider, CityPlatform>());
        var custodian = app.As("liaoyang-centre.sealCustodian");
        var owner = (await custodian.Get("/api/seals")).Value[0]!["ownerId"]!.GetValue<string>();
        var served = await app.Services.GetRequiredService<UnitOfWork>().Run<long>(
            Actor.System,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var id = long.Parse(owner, System.Globalization.CultureInfo.InvariantCulture);
                var own = await db.Seals.SingleAsync(s => s.OwnerId == id, token);
                var seal = new Seal { Id = scope.GetRequiredService<IdSource>().Next(), OwnerId = own.OwnerId, Name = "辽阳县社区教育中心业务章", Kind = SealKind.Business, CustodianSeatId = own.CustodianSeatId, ValidFrom = own.ValidFrom, Provider = CityPlatform.Name };
                db.Seals.Add(seal);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Seal(seal.Id), "seal.registered", cancellation: token);
                return seal.Id;
            },
            Stop);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        (await app.Submit("liaoyang-centre", caseId, PilotSiteWalk.FilledForm())).Succeeded();
        (await app.Decide("liaoyang-centre.head", caseId, "SignDocument", "Signed")).Succeeded();
        (await app.Decide("liaoyang-centre.head", caseId, "OpinionTask", "Approve", "同意申报")).Succeeded();
        (await app.Decide("liaoyang-centre.sealCustodian", caseId, "ApplySeal", "Sealed", data: new { sealId = served.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) })).Succeeded();

        await app.Services.GetRequiredService<MakePaper>().All(Stop);

        var paper = (await app.As("platform.auditor").Get($"/api/cases/{caseId}/papers")).Value[0]!;
        var answer = (await app.Anonymous().Get($"/api/verify/{paper["code"]}")).Value;
        answer["verdict"]!.GetValue<string>().ShouldBe("valid");
        answer["seals"]!.AsArray().ShouldHaveSingleItem()!["provider"]!.GetValue<string>().ShouldBe("市电子印章平台");
        var file = await custodian.Http.GetByteArrayAsync(new Uri($"/api/papers/{paper["id"]}/file", UriKind.Relative), Stop);
        app.Services.GetServices<ISealProvider>().OfType<CityPlatform>().Single().Affixed.ShouldBe(1);
        file.AsSpan().IndexOf("/ByteRange"u8).ShouldBeGreaterThan(0);
    }

    /// <summary>A provider with an authority of its own.</summary>
    private sealed class CityPlatform : ISealProvider
    {
        public const string Name = "city";

        private readonly System.Security.Cryptography.X509Certificates.X509Certificate2 authority = CertificateAuthority.Create("市电子印章平台", new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));

        public int Affixed { get; private set; }

        public string Key => Name;

        Label ISealProvider.Name { get; } = new("市电子印章平台", "municipal seal platform");

        public Task<byte[]> Affix(byte[] pdf, SealImprint imprint, CancellationToken cancellation = default)
        {
            Affixed++;
            using var certificate = CertificateAuthority.Certify(authority, imprint.Seal.Name, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
            var picture = new Paper.Seals.SealDrawing(new Paper.Fonts.PaperFonts(new Paper.Fonts.FontFiles())).ToPdf(Paper.Seals.SealFace.Of(imprint.Seal), imprint.Side);
            return Task.FromResult(SignPdf.Sign(pdf, new SignatureOrder(imprint.Field, imprint.Seal.Name, imprint.Reason, imprint.At, picture, imprint.Side), certificate));
        }

        public Task<CheckedPdf> Check(byte[] pdf, CancellationToken cancellation = default) => Task.FromResult(CheckPdf.Run(pdf, [authority]));
    }
}
