interface NamesOfAPlace {
  first: readonly [string, ...string[]]
  last: readonly [string, ...string[]]
}

const words = (text: string): readonly [string, ...string[]] => {
  const [first = '', ...others] = text
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '))
  return [first, ...others]
}

/** Kept by place, so that first and last names mostly go together. An underscore stands for a blank within a name. */
export const namesByPlace: readonly [NamesOfAPlace, ...NamesOfAPlace[]] = [
  {
    first: words('Emily James Olivia Michael Hannah Tyler Grace Brandon Megan Jacob Rachel Austin Denise Terrence'),
    last: words(
      'Johnson Miller Davis Anderson Thompson Jackson Walker Harris Clark Robinson Mitchell Carter Jones Freeman',
    ),
  },
  {
    first: words('Charlotte Oliver Imogen Harry Poppy Callum Niamh Declan Siobhán Rhys Cerys Fiona Angus Aoife'),
    last: words(
      "Whitfield O'Brien MacDonald Byrne Hughes Gallagher Fitzgerald Stone Pemberton Lloyd O'Sullivan Malone Ashworth Kerr",
    ),
  },
  {
    first: words('Tomás Lucía Mateo Valentina Santiago Camila Andrés Ximena Joaquín Mariana Sebastián Inés Raúl Belén'),
    last: words(
      'Rivera Núñez García Hernández López Castillo Ramírez Ibáñez Morales Gutiérrez Peña de_la_Cruz Ortiz Salazar Quiñones',
    ),
  },
  {
    first: words('João Beatriz Thiago Larissa Caio Fernanda Otávio Luísa Renato Conceição'),
    last: words('Silva Araújo Ferreira Oliveira Carvalho Gonçalves Teixeira Magalhães Barbosa Simões'),
  },
  {
    first: words('Maricel Jomar Rowena Arnel Liezl Rodel Analyn Jericho Cherry_Ann Marvin Lovely Reynaldo'),
    last: words(
      'Santos Reyes Bautista Dimaculangan Villanueva Macaraeg Manalo Pangilinan Salonga Tolentino Evangelista Magsaysay',
    ),
  },
  {
    first: words('Priya Arjun Ananya Rohan Kavya Vikram Meera Sanjay Lakshmi Aditya Nisha Harpreet'),
    last: words('Sharma Patel Iyer Reddy Chatterjee Singh Nair Deshmukh Kapoor Banerjee Krishnan Kaur'),
  },
  {
    first: words('Chidi Ngozi Kwame Abena Tunde Folake Emeka Adaeze Kofi Zainab Thabo Wanjiru'),
    last: words('Okafor Adeyemi Mensah Owusu Eze Balogun Nwosu Abubakar Boateng Dlamini Kamau Onyango'),
  },
  {
    first: words('Astrid Søren Linnea Björn Freja Mikkel Åsa Henrik Sigrún Jørgen Maja Anders'),
    last: words('Lindqvist Sørensen Bergström Hansen Åkesson Nygård Holm Johansson Dahl Mäkinen Virtanen Sjöberg'),
  },
  {
    first: words('Nguyệt Minh Thảo Đức Linh Hùng Trang Quang Phương Bảo'),
    last: words('Nguyễn Trần Phạm Huỳnh Võ Đặng Bùi Lý Dương Hoàng'),
  },
  {
    first: words('Wei Mei_Ling Jun Xiaoyu Haruto Yuki Sakura Kenji Min-jun Seo-yeon Ji-woo Hyun'),
    last: words('Zhang Chen Liu Huang Tanaka Watanabe Kobayashi Yamamoto Park Choi Kang Jeong'),
  },
  {
    first: words('Łukasz Agnieszka Zdeněk Małgorzata Ondřej Katarzyna Miloš Jelena Vlad Ileana Žofia Petr'),
    last: words('Kowalczyk Wiśniewska Dvořák Novák Jankowski Petrović Horváth Szabó Popescu Ionescu Wójcik Černý'),
  },
  {
    first: words('Amélie Étienne Margaux Loïc Chloé Benoît Anaïs Mathieu Jürgen Annelies Sabine Giulia Lorenzo Chiara'),
    last: words(
      'Lefèvre Beaulieu Gagné Côté Dubois Tremblay Müller Schäfer van_Dijk Baumann Leone Esposito Marchetti Grünwald',
    ),
  },
  {
    first: words('Omar Leila Yusuf Amira Tariq Noor Karim Yasmin Emre Elif Darius Shirin'),
    last: words('Haddad Mansour El-Sayed Khalil Yılmaz Öztürk Farahani Rahimi Nasser Demir Karimi Bensaïd'),
  },
  {
    first: words('Ioana Dmitri Oksana Sergei Tamara Nikos Eleni Davit Ketevan Anahit Leilani Keanu'),
    last: words(
      'Shevchenko Kuznetsov Papadopoulos Georgiou Beridze Petrosyan Volkov Ivanova Kahale Bondarenko Melnyk Sokolova',
    ),
  },
  {
    first: words('Jasmine Marcus Keisha Darnell Aaliyah Malik Monique Andre Tamika Isaiah'),
    last: words('Washington Booker Baptiste Simmons Dorsey Whitaker Gaines Holloway Jean-Louis Pierre Coleman Braxton'),
  },
  {
    first: words('Dakota Winona Ruth Saul Miriam Noa Eitan Ezra Malia Tui Aroha Wiremu'),
    last: words('Begay Yazzie Tsosie Goldberg Levy Rosenthal Cohen Henare Ngata Parata Kealoha Friedman'),
  },
]
