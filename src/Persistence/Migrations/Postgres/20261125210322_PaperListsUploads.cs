using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PaperListsUploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ScanId",
                table: "SealUses",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AppliedBecause",
                table: "Seals",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DocumentId",
                table: "SealedPapers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SealId",
                table: "SealedPapers",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChangeNote",
                table: "Lists",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Edition",
                table: "Lists",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticeEndedAt",
                table: "Lists",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticeFrom",
                table: "Lists",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticeUntil",
                table: "Lists",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ReplacesId",
                table: "Lists",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnAt",
                table: "Lists",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UploadId",
                table: "FileContents",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FileUploads",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Received = table.Column<long>(type: "bigint", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: true),
                    Media = table.Column<string>(type: "text", nullable: true),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AttachmentId = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FileUploads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FileUploads_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FileUploads_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ListObjections",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ListId = table.Column<long>(type: "bigint", nullable: false),
                    CallId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    OrganisationId = table.Column<long>(type: "bigint", nullable: true),
                    SealUseId = table.Column<long>(type: "bigint", nullable: true),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    IsUpheld = table.Column<bool>(type: "boolean", nullable: true),
                    Answer = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    AnsweredById = table.Column<long>(type: "bigint", nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListObjections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ListObjections_Lists_ListId",
                        column: x => x.ListId,
                        principalTable: "Lists",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ListObjections_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ListObjections_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ListObjections_SealUses_SealUseId",
                        column: x => x.SealUseId,
                        principalTable: "SealUses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaperScans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PaperId = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PageCount = table.Column<int>(type: "integer", nullable: false),
                    Pages = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedById = table.Column<long>(type: "bigint", nullable: true),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Comment = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperScans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaperScans_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperScans_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PaperScans_SealedPapers_PaperId",
                        column: x => x.PaperId,
                        principalTable: "SealedPapers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FileParts",
                columns: table => new
                {
                    UploadId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FileParts", x => new { x.UploadId, x.Number });
                    table.ForeignKey(
                        name: "FK_FileParts_FileUploads_UploadId",
                        column: x => x.UploadId,
                        principalTable: "FileUploads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SealedPapers_DocumentId",
                table: "SealedPapers",
                column: "DocumentId");

            migrationBuilder.CreateIndex(
                name: "IX_SealedPapers_SealId",
                table: "SealedPapers",
                column: "SealId");

            migrationBuilder.CreateIndex(
                name: "IX_Lists_NoticeUntil",
                table: "Lists",
                column: "NoticeUntil");

            migrationBuilder.CreateIndex(
                name: "IX_Lists_ReplacesId",
                table: "Lists",
                column: "ReplacesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FileContents_UploadId",
                table: "FileContents",
                column: "UploadId");

            migrationBuilder.CreateIndex(
                name: "IX_FileUploads_CaseId",
                table: "FileUploads",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_FileUploads_PersonId",
                table: "FileUploads",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ListObjections_ListId",
                table: "ListObjections",
                column: "ListId");

            migrationBuilder.CreateIndex(
                name: "IX_ListObjections_OrganisationId",
                table: "ListObjections",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ListObjections_PersonId",
                table: "ListObjections",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ListObjections_SealUseId",
                table: "ListObjections",
                column: "SealUseId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperScans_CaseId",
                table: "PaperScans",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperScans_PaperId",
                table: "PaperScans",
                column: "PaperId");

            migrationBuilder.CreateIndex(
                name: "IX_PaperScans_PersonId",
                table: "PaperScans",
                column: "PersonId");

            migrationBuilder.AddForeignKey(
                name: "FK_FileContents_FileUploads_UploadId",
                table: "FileContents",
                column: "UploadId",
                principalTable: "FileUploads",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Lists_Lists_ReplacesId",
                table: "Lists",
                column: "ReplacesId",
                principalTable: "Lists",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_SealedPapers_Documents_DocumentId",
                table: "SealedPapers",
                column: "DocumentId",
                principalTable: "Documents",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_SealedPapers_Seals_SealId",
                table: "SealedPapers",
                column: "SealId",
                principalTable: "Seals",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            // The new column belongs to the entry of the register, too.
            migrationBuilder.Sql("""
                CREATE TRIGGER "SealUses_scan" BEFORE UPDATE OF "ScanId" ON "SealUses" FOR EACH ROW EXECUTE FUNCTION workflows_refuse();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TRIGGER "SealUses_scan" ON "SealUses";""");

            migrationBuilder.DropForeignKey(
                name: "FK_FileContents_FileUploads_UploadId",
                table: "FileContents");

            migrationBuilder.DropForeignKey(
                name: "FK_Lists_Lists_ReplacesId",
                table: "Lists");

            migrationBuilder.DropForeignKey(
                name: "FK_SealedPapers_Documents_DocumentId",
                table: "SealedPapers");

            migrationBuilder.DropForeignKey(
                name: "FK_SealedPapers_Seals_SealId",
                table: "SealedPapers");

            migrationBuilder.DropTable(
                name: "FileParts");

            migrationBuilder.DropTable(
                name: "ListObjections");

            migrationBuilder.DropTable(
                name: "PaperScans");

            migrationBuilder.DropTable(
                name: "FileUploads");

            migrationBuilder.DropIndex(
                name: "IX_SealedPapers_DocumentId",
                table: "SealedPapers");

            migrationBuilder.DropIndex(
                name: "IX_SealedPapers_SealId",
                table: "SealedPapers");

            migrationBuilder.DropIndex(
                name: "IX_Lists_NoticeUntil",
                table: "Lists");

            migrationBuilder.DropIndex(
                name: "IX_Lists_ReplacesId",
                table: "Lists");

            migrationBuilder.DropIndex(
                name: "IX_FileContents_UploadId",
                table: "FileContents");

            migrationBuilder.DropColumn(
                name: "ScanId",
                table: "SealUses");

            migrationBuilder.DropColumn(
                name: "AppliedBecause",
                table: "Seals");

            migrationBuilder.DropColumn(
                name: "DocumentId",
                table: "SealedPapers");

            migrationBuilder.DropColumn(
                name: "SealId",
                table: "SealedPapers");

            migrationBuilder.DropColumn(
                name: "ChangeNote",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "Edition",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "NoticeEndedAt",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "NoticeFrom",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "NoticeUntil",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "ReplacesId",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Lists");

            migrationBuilder.DropColumn(
                name: "UploadId",
                table: "FileContents");
        }
    }
}
